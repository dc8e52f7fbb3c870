"""Which playthroughs come out otherwise in another version of the story they were written for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fourfifths.diagnostics import Span
from fourfifths.model import Story
from fourfifths.testing.results import Result
from fourfifths.testing.runner import run
from fourfifths.testing.script import Playthrough


@dataclass(frozen=True, slots=True)
class Changed:
    """A playthrough, and what came of it in the old and in the new story."""

    name: str
    span: Span
    old: str
    new: str


def changed(playthroughs: Iterable[Playthrough], old: Story, new: Story) -> Iterator[Changed]:
    """The playthroughs whose outcome, ending or last state differs."""
    for play in playthroughs:
        before, after = _outcome(play, old), _outcome(play, new)
        if before != after:
            yield Changed(play.id, play.span, before, after)


def _outcome(play: Playthrough, story: Story) -> str:
    if play.start and play.start not in story.scenes:
        return f"cannot begin: there is no scene {play.start}"
    result = run(replace(play, story=story))
    return f"{result.outcome}, {_where(result, story)}{_why(result)}"


def _where(result: Result, story: Story) -> str:
    turn = result.met[-1].turn
    meters = ", ".join(f"{meter.slot.name} {turn.state.values[meter.slot.index]}" for meter in story.meters)
    place = f"ending {turn.ending}" if turn.ending else f"in {turn.state.scene}"
    return f"{place}, {meters}" if meters else place


def _why(result: Result) -> str:
    first = result.failures[0] if result.failures else None
    return f" ({first.span.line}:{first.span.column} {first.message})" if first else ""
