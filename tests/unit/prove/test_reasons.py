"""Which impossible things are told as an author's to mend, and which only follow from those."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, assume, given, settings

from fourfifths.diagnostics import StoryError
from fourfifths.model import Story
from fourfifths.prove.prover import Prover
from fourfifths.prove.reasons import Reasons
from fourfifths.prove.verdict import Budget
from tests.unit.prove.test_known import END, by, fork, scene, way
from tests.unit.prove.worlds import stories, story

EXAMPLES = int(os.environ.get("FOURFIFTHS_PROVE_EXAMPLES", "25"))
SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}
SUMS = (("m0", 100, 50), ("m1", 100, 50))


def reasons(made: Story, budget: Budget | None = None) -> Reasons:
    prover = Prover(made, 0, budget or Budget(steps=4000, idle=50))
    return Reasons(made, prover.run(lambda *_: None), prover.atlas)


def roots(made: Story) -> list[str]:
    return [verdict.target.key for verdict in reasons(made).roots]


def test_of_a_gate_that_never_opens_only_the_gate_is_told() -> None:
    found = reasons(story(fork("m0 >= 55 and m1 >= 55", (by(5), by(5, "m1"))), SUMS))
    assert [verdict.target.key for verdict in found.roots] == ["taken w/s1.c0"]
    assert {"taken w/s1.c0", "open w/s1.c0", "scene w/gold"} < {verdict.target.key for verdict in found.problems}


def test_scenes_that_nothing_leads_to_are_told_themselves() -> None:
    apart = scene("a", way(0, "b")) + scene("b", way(0, "a"))
    assert roots(story(scene("s0", way(0, "end")) + apart + END)) == ["scene w/a", "scene w/b"]


def test_what_lies_behind_a_scene_that_is_never_entered_is_not_told() -> None:
    line = scene("s0", way(0, "s1", "f1"), way(1, "end")) + scene("s1", way(0, "s2")) + scene("s2", way(0, "end"))
    assert roots(story(line + END)) == ["taken w/s0.c0"]


def test_a_text_says_what_it_waits_for_or_that_its_turn_never_comes() -> None:
    found = reasons(story(scene("s0", way(0, "end"), text="{One|two} {f0: yes|no}") + END))
    why = {verdict.target.key: found.why(verdict) for verdict in found.roots}
    assert why["shown w/s0:text0/0.1"].startswith("its turn never comes; by visits w/s0")
    assert why["shown w/s0:text0/2.then"].startswith("it asks for f0 (w/w.yaml:")


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(drawn=stories())
def test_where_anything_is_to_be_mended_something_is_told(drawn: tuple) -> None:
    try:
        made = story(*drawn)
    except StoryError:
        assume(False)
    for budget in (None, Budget(steps=0, idle=0, nodes=1, states=1, bits=1, around=0, varied=0)):
        found = reasons(made, budget)
        assert bool(found.roots) == bool(found.problems)
        assert set(found.roots) <= set(found.problems)
