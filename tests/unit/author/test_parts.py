"""A condition in its smallest parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths.author.parts import StoryNames, leaves
from fourfifths.conditions import holds, parse
from fourfifths.diagnostics import Span
from fourfifths.model import Condition
from tests.unit.yard import yard

SPAN = Span("gate/gate.yaml", 1, 1)
NAMES = StoryNames(yard(), "gate/gate")
ATOMS = ("keys", "trust >= 50", "(trust + equity) // 2 < 70", "weather in (dry, rain)", "remembers(bo, waited)")


def condition(source: str) -> Condition:
    found = parse(source, SPAN, NAMES)
    assert isinstance(found, Condition), found
    return found


def parts(source: str) -> list[str]:
    return [leaf.source for leaf in leaves(condition(source), NAMES)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("keys", ["keys"]),
        ("not keys", ["keys"]),
        ("keys and trust >= 50", ["keys", "trust >= 50"]),
        ("not (keys or trust < 40) and played == 1", ["keys", "trust < 40", "played == 1"]),
        ("((keys))", ["keys"]),
        ("(trust + equity) // 2 >= 40", ["(trust + equity) // 2 >= 40"]),
        ("40 <= trust < 60", ["40 <= trust < 60"]),
        ("weather in (dry, rain) or keys", ["weather in (dry, rain)", "keys"]),
        ("not remembers(bo, waited)", ["remembers(bo, waited)"]),
        ("(keys or played == 2) and (trust > 1)", ["keys", "played == 2", "trust > 1"]),
    ],
)
def test_the_parts_are_what_stands_between_and_or_not(source: str, expected: list[str]) -> None:
    assert parts(source) == expected


SOURCES = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} {t[2]}"),
        inner.map(lambda source: f"not ({source})"),
    ),
    max_leaves=6,
)


@given(SOURCES)
def test_parts_are_atoms_and_together_read_what_the_condition_reads(source: str) -> None:
    whole = condition(source)
    found = leaves(whole, NAMES)
    assert {leaf.source for leaf in found} <= set(ATOMS)
    assert {index for leaf in found for index in leaf.reads} == set(whole.reads)
    assert all(isinstance(holds(leaf, tuple(slot.start for slot in yard().slots)), bool) for leaf in found)


def test_every_condition_of_a_compiled_story_has_parts() -> None:
    for scene in yard().scenes.values():
        for choice in scene.all_choices:
            for found in choice.shown + choice.needs:
                assert leaves(found, StoryNames(yard(), scene.id))
