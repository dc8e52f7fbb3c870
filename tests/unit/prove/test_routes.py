"""Proofs of a story with routes: exact, and shown by plays of the player's choices alone."""

from __future__ import annotations

import pytest

from fourfifths import step
from fourfifths.proofs import Play
from fourfifths.prove.findings import findings
from fourfifths.prove.prover import Prover
from fourfifths.prove.replays import replayed
from fourfifths.prove.verdict import Answer, Budget
from tests.unit.prove.worlds import truth
from tests.unit.tide import tide


@pytest.mark.parametrize("budget", [Budget(steps=4000, idle=50), Budget(steps=0, idle=0, around=0)])
def test_everything_about_routes_is_proved_by_plays_of_the_players_choices(budget: Budget) -> None:
    prover = Prover(tide(), 0, budget)
    proof = prover.run(lambda *_: None)
    known_truth = truth(tide())
    assert known_truth.whole
    assert not proof.unknown
    reachable = {verdict.target.key for verdict in proof.of(Answer.REACHABLE)}
    assert reachable == known_truth.met
    assert "taken quay/due.called" in reachable
    for verdict in proof.of(Answer.REACHABLE):
        assert verdict.witness is not None
        turn = step.begin(tide(), verdict.witness.seed)
        for choice in verdict.witness.choices:
            turn = step.step(tide(), turn.state, choice)
    found = findings(prover, proof)
    plays = [play for each in found.found for play in (each.before, each.after) if play]
    assert plays
    for play in plays:
        turn = step.begin(tide(), play.seed)
        for choice in play.choices:
            turn = step.step(tide(), turn.state, choice)


def test_a_kept_play_is_followed_through_the_routes_between_its_choices() -> None:
    program = Prover(tide(), 0, Budget(steps=0, idle=0)).ledger.program
    numbers = replayed(program, Play(0, ("borrow", "sleep", "sleep")))
    scene, values = program.start(0)
    for number in numbers:
        scene = program.take[scene][number](values)
    assert (
        program.state(scene, values)
        == step.step(
            tide(),
            step.step(tide(), step.step(tide(), step.begin(tide()).state, "borrow").state, "sleep").state,
            "sleep",
        ).state
    )
