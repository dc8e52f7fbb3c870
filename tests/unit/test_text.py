from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths import text
from fourfifths.model import Template
from fourfifths.state import State
from tests.unit.names import TestSite, span_of, values


def template(source: str) -> Template:
    found, diagnostics = text.parse(source, span_of, TestSite())
    assert diagnostics == ()
    return found


def shown(source: str, seed: int = 0, **state: int) -> str:
    return text.render(template(source), State("juno/purple", values(**state), seed))


@pytest.mark.parametrize(
    ("source", "state", "expected"),
    [
        ("Plain, with [ADVERT] and #5.", {}, "Plain, with [ADVERT] and #5."),
        ("", {}, ""),
        ("a | b: c", {}, "a | b: c"),
        ("{trust}", {}, "45"),
        ("{published}", {"published": 2}, "dinners"),
        ("{audited: Yes.|No.}", {}, "No."),
        ("{audited: Yes.|No.}", {"audited": 1}, "Yes."),
        ("He waits{audited: , as agreed}.", {"audited": 1}, "He waits, as agreed."),
        ("He waits{audited: , as agreed}.", {}, "He waits."),
        ("{trust >= 40: {audited: both|one}|none}", {}, "one"),
        ("{one|two|three}", {"v5": 1}, "one"),
        ("{one|two|three}", {"v5": 2}, "two"),
        ("{one|two|three}", {"v5": 9}, "three"),
        ("{&a|b}", {"v5": 3}, "a"),
        ("{!a|b}x", {"v5": 2}, "bx"),
        ("{!a|b}x", {"v5": 3}, "x"),
        ("{!a}x", {"v5": 1}, "ax"),
        ("{a||c}", {"v5": 2}, ""),
        (r"\{not\} \| a", {}, r"\{not\} \| a"),
        (r"{a \| b|c}", {"v5": 1}, r"a \| b"),
        ("{{a|b}|c}", {"v5": 1}, "a"),
    ],
)
def test_what_a_state_shows(source: str, state: dict[str, int], expected: str) -> None:
    assert shown(source, **state) == expected


def test_a_shuffle_depends_on_the_seed_and_the_visit_alone() -> None:
    source = "{~a|b|c|d}"
    drawn = {(seed, visit): shown(source, seed, v5=visit) for seed in range(9) for visit in range(1, 9)}
    assert set(drawn.values()) == {"a", "b", "c", "d"}
    assert drawn == {(seed, visit): shown(source, seed, v5=visit) for seed in range(9) for visit in range(1, 9)}


@pytest.mark.parametrize(
    ("source", "code", "column", "words"),
    [
        ("a {b", "E310", 3, "never closed"),
        ("a } b", "E311", 3, "closes nothing"),
        ("a {} b", "E312", 3, "empty"),
        ("{audited: a|b|c}", "E313", 14, "third arm"),
        ("{audited}", "E314", 2, "flag"),
        ("{nobody}", "E303", 2, "no 'nobody'"),
        ("{trst > 3: a}", "E303", 2, "no 'trst'"),
        ("ok {audited: {trust >: a}}", "E302", 22, "missing"),
        ("{a|" * 9 + "}" * 9, "E315", 25, "deeper"),
    ],
)
def test_a_mistake_is_named_at_its_place(source: str, code: str, column: int, words: str) -> None:
    _, diagnostics = text.parse(source, span_of, TestSite())
    assert (diagnostics[0].code, diagnostics[0].span.column) == (code, column)
    assert words in diagnostics[0].message


def test_all_mistakes_of_a_text_are_named_at_once() -> None:
    _, diagnostics = text.parse("{} and {audited} and }", span_of, TestSite())
    assert [diagnostic.code for diagnostic in diagnostics] == ["E312", "E314", "E311"]


@given(st.text(alphabet="{}|:&!~\\ab audited trust", max_size=60) | st.text(max_size=40))
def test_any_text_is_a_template_or_diagnostics(source: str) -> None:
    found, _ = text.parse(source, span_of, TestSite())
    text.render(found, State("juno/purple", values(v5=1)))


@given(st.text(max_size=60).filter(lambda source: "{" not in source and "}" not in source))
def test_text_without_braces_is_itself(source: str) -> None:
    assert shown(source) == source
