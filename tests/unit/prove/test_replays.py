"""Plays that begin alike are replayed as each would be by itself."""

from __future__ import annotations

import random

from fourfifths.program import Program
from fourfifths.proofs import Play
from fourfifths.prove.replays import STRIDE, Replayer, replayed
from tests.unit.prove.test_known import by, hub
from tests.unit.prove.worlds import story

ROUND = Program(story(hub("m0 >= 70", by(3), by(-2), by(5)), (("m0", 100, 50),)))


def plays(count: int) -> list[Play]:
    """Plays of all lengths, some with a choice that is gone, many with the same beginning."""
    draw = random.Random(1)  # noqa: S311 - choices
    whole = [draw.choice(("c0", "c1", "c2")) for _ in range(6 * STRIDE)]
    found = []
    for _ in range(count):
        kept = whole[: draw.randrange(len(whole))]
        more = [draw.choice(("c0", "c1", "c2", "gone", "c8", "c9")) for _ in range(draw.randrange(STRIDE))]
        found.append(Play(draw.randrange(2), (*kept, *more)))
    return found


def test_a_play_is_replayed_alike_after_any_other() -> None:
    for order in (plays(300), sorted(plays(300))):
        replayer = Replayer(ROUND)
        assert [replayer.replayed(play) for play in order] == [replayed(ROUND, play) for play in order]


def test_a_players_choices_are_counted_alike_after_any_other() -> None:
    replayer = Replayer(ROUND)
    for play in sorted(plays(300)):
        numbers = replayer.replayed(play)
        assert replayer.asked == len(numbers)
