"""Random small stories: every verdict of the prover is what playing them in every way says."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from fourfifths.diagnostics import StoryError
from fourfifths.prove.prover import prove
from fourfifths.prove.verdict import Answer, Budget, Proof
from tests.unit.prove.worlds import Truth, stories, story, truth

EXAMPLES = int(os.environ.get("FOURFIFTHS_PROVE_EXAMPLES", "25"))
"""Stories for each way of proving; the gate takes few, a long run thousands."""
SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}
NO_WALKS = Budget(steps=0, idle=0, around=0, varied=0)
"""What the walks would have met is left to the enumeration."""
BACK_ONLY = Budget(steps=0, idle=0, bits=0, around=0, varied=0)
"""What the enumeration would have said is left to the regressions."""
CUBES = replace(BACK_ONLY, side=1)
"""No combinations side by side: cubes alone."""
MIXED = replace(BACK_ONLY, side=60)
"""Some slots side by side, the others in cubes."""
WALKS = Budget(steps=2000, idle=20)
WAYS = {"all": NO_WALKS, "back": BACK_ONLY, "cubes": CUBES, "mixed": MIXED, "walks": WALKS}


def wrong(proof: Proof, known: Truth) -> list[str]:
    said = {Answer.REACHABLE: True, Answer.IMPOSSIBLE: False}
    return [
        f"{verdict.target.key}: {verdict.answer}, {verdict.how}"
        for verdict in proof.verdicts
        if verdict.answer in said and said[verdict.answer] != (verdict.target.key in known.met)
    ]


@pytest.mark.parametrize("budget", WAYS.values(), ids=WAYS)
@settings(max_examples=EXAMPLES, **SETTINGS)
@given(world=stories())
def test_no_verdict_on_a_random_story_is_wrong(budget: Budget, world: tuple) -> None:
    scenes, meters = world
    try:
        made = story(scenes, meters)
    except StoryError:
        assume(False)
    known = truth(made)
    assume(known.whole)
    proof = prove(made, budget=budget)
    assert not wrong(proof, known)
    assert all(verdict.checked for verdict in proof.of(Answer.IMPOSSIBLE))
    assert not proof.of(Answer.UNKNOWN)
