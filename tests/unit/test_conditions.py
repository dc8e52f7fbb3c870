from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths import conditions
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Condition
from tests.unit.names import TestNames, values

HERE = Span("t.yaml", 7, 9, 1)


def parsed(source: str) -> Condition:
    found = conditions.parse(source, HERE, TestNames())
    assert isinstance(found, Condition), found
    return found


def refused(source: str) -> Diagnostic:
    found = conditions.parse(source, HERE, TestNames())
    assert isinstance(found, Diagnostic), found
    return found


@pytest.mark.parametrize(
    ("source", "state", "expected"),
    [
        ("trust >= 45", {}, True),
        ("trust > 45", {}, False),
        ("40 <= trust < 50", {}, True),
        ("40 <= trust < 45", {}, False),
        ("audited", {}, False),
        ("not audited", {}, True),
        ("not not audited", {"audited": 1}, True),
        ("audited or trust == 45", {}, True),
        ("audited and trust == 45", {}, False),
        ("audited or not audited and trust == 0", {}, False),
        ("(audited or not audited) and trust == 45", {}, True),
        ("published == nothing", {}, True),
        ("nothing == published", {}, True),
        ("published != dinners", {"published": 2}, False),
        ("published in (impressions, dinners)", {"published": 2}, True),
        ("published in (impressions, dinners)", {}, False),
        ("coalition in (0, 3)", {"coalition": 3}, True),
        ("trust + festival == 95", {}, True),
        ("trust - festival == -5", {}, True),
        ("trust * 2 // 7 == 12", {}, True),
        ("-trust < -44", {}, True),
        ("seen(juno/purple)", {"v5": 3}, True),
        ("seen(juno/purple)", {}, False),
        ("visits(juno/purple) >= 2", {"v5": 2}, True),
        ("chosen(juno/purple.read-084)", {"v6": 1}, True),
        ("remembers(billie, said-084)", {"v7": 1}, True),
        ("knows(mira, skew) and not audited", {"v8": 1}, True),
        ("mood == dinners", {}, True),
        ("true", {}, True),
        ("false or trust == 45", {}, True),
    ],
)
def test_what_holds(source: str, state: dict[str, int], expected: bool) -> None:
    assert conditions.holds(parsed(source), values(**state)) is expected


def test_negation_turns_every_answer() -> None:
    condition = parsed("audited or trust > 45")
    assert conditions.holds(conditions.negate(condition), values())
    assert not conditions.holds(conditions.negate(condition), values(audited=1))


def test_a_condition_names_the_slots_it_reads_once() -> None:
    assert parsed("trust > 3 and (trust < 9 or audited)").reads == (1, 2)


@pytest.mark.parametrize(
    ("source", "code", "column", "words"),
    [
        ("", "E302", 9, "missing"),
        ("trust >=", "E302", 17, "missing"),
        ("trust >= 40 40", "E302", 21, "'40'"),
        ("trust = 40", "E301", 15, "'='"),
        ("trust >= 4; 5", "E301", 19, "';'"),
        ("trst >= 40", "E303", 9, "'trst'"),
        ("trust-5 > 3", "E303", 9, "'trust-5'"),
        ("trust", "E304", 9, "number"),
        ("published", "E304", 9, "word"),
        ("audited == 1", "E304", 17, "compared"),
        ("published == dinner", "E305", 22, "'dinner'"),
        ("published < dinners", "E304", 19, "order"),
        ("published == mood", "E304", 19, "compared"),
        ("trust // 0 == 1", "E306", 15, "above 0"),
        ("trust // coalition == 1", "E306", 15, "above 0"),
        ("foo(trust)", "E303", 9, "no function"),
        ("knows(mira)", "E303", 9, "2 name"),
        ("seen(nowhere)", "E303", 14, "'nowhere'"),
        ("(trust > 3", "E302", 19, "')'"),
        ("trust.__class__ == 3", "E303", 9, "no 'trust.__class__'"),
        ("__import__(os)", "E303", 9, "no function"),
        ("trust ** 3 > 1", "E302", 16, "'*'"),
        ("published in ()", "E302", 23, "')'"),
        ("trust and audited", "E304", 9, "number"),
        ("not", "E302", 12, "missing"),
    ],
)
def test_a_mistake_is_named_at_its_place(source: str, code: str, column: int, words: str) -> None:
    found = refused(source)
    assert (found.code, found.span.line, found.span.column) == (code, 7, column)
    assert words in found.message


def test_an_unknown_name_keeps_the_cure_that_the_names_offer() -> None:
    assert refused("trst > 3").hint == "did you mean 'trust'?"


@pytest.mark.parametrize(
    "source",
    [
        "trust > 3 and " * 40 + "audited",
        "not " * 30 + "audited",
        "(" * 30 + "audited" + ")" * 30,
        "- " * 60 + "trust < 3",
    ],
)
def test_a_condition_is_bounded(source: str) -> None:
    assert refused(source).code == "E300"


@given(st.text(alphabet="trusaudied()<>=+-*/ 0123456789,.notrinple", max_size=80) | st.text(max_size=60))
def test_any_text_is_a_condition_or_one_diagnostic(source: str) -> None:
    found = conditions.parse(source, HERE, TestNames())
    if isinstance(found, Condition):
        assert conditions.holds(found, values()) in (True, False)


@given(st.integers(0, 100), st.integers(0, 100), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]))
def test_comparisons_agree_with_python(trust: int, bound: int, operator: str) -> None:
    expected = eval(f"{trust} {operator} {bound}")  # noqa: S307
    assert conditions.holds(parsed(f"trust {operator} {bound}"), values(trust=trust)) is expected
