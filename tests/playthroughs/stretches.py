"""The stretches of the runs made from the story in which something is met that no run before met.

The runs are the fewest that meet everything, so each has such choices, and most of its others lead from one of them to
the next. A stretch begins in the state before the first such choice, with a history of its own. What begins elsewhere
than the story is one stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from fourfifths.model import Story
from fourfifths.state import State, Turn
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.results import Met
from fourfifths.testing.runner import beginning, run
from fourfifths.testing.script import Playthrough
from tests.playthroughs.shipped import GENERATED, LIBRARY, playthroughs


class Stretch(NamedTuple):
    """A state that play comes to, and the turns from there on: the first stands in it, a choice leads to each other."""

    story: Story
    state: State
    turns: list[Turn]


def stretches(file: str) -> tuple[Stretch, ...]:
    """Those of one file, in the order of play."""
    return _all()[0][file]


def covers() -> tuple[int, int]:
    """What the runs meet, and what their stretches meet."""
    return _all()[1:]


@cache
def _all() -> tuple[dict[str, tuple[Stretch, ...]], int, int]:
    atlas = Atlas(playthroughs(GENERATED[0])[0].story)
    found: dict[str, tuple[Stretch, ...]] = {}
    runs = first = 0
    for file in GENERATED:
        found[file] = ()
        for playthrough in playthroughs(file):
            met = run(playthrough, library=LIBRARY).met
            covers = [_cover(atlas, each) for each in met]
            spans = [(0, len(met) - 1)] if playthrough.start else _spans(covers, runs)
            found[file] += tuple(_stretch(playthrough, met[begin : end + 1], begin) for begin, end in spans)
            first |= reduce(or_, (cover for span in spans for cover in covers[slice(*_played(span))]), 0)
            runs |= reduce(or_, covers, 0)
    return found, runs, first


def _spans(covers: list[int], before: int) -> list[tuple[int, int]]:
    """From the moment before each new one to the last new one in a row."""
    spans: list[tuple[int, int]] = []
    for at, cover in enumerate(covers):
        if cover & ~before:
            begin = spans.pop()[0] if spans and spans[-1][1] >= at - 1 else max(at - 1, 0)
            spans.append((begin, at))
        before |= cover
    return spans


def _played(span: tuple[int, int]) -> tuple[int, int]:
    """The moments of a span that are played: of its first one only the state, but where play begins."""
    return span[0] + bool(span[0]), span[1] + 1


def _stretch(playthrough: Playthrough, met: Sequence[Met], begin: int) -> Stretch:
    state = met[0].turn.state if begin else beginning(playthrough)
    return Stretch(playthrough.story, state, [each.turn for each in met])


def _cover(atlas: Atlas, met: Met) -> int:
    cover = atlas.arrival(met.turn.state, read=bool(met.turn.passage)) | atlas.passed(met.turn)
    return cover | atlas.act(met.before, met.turn.choice)[0] if met.before else cover
