"""What came of a playthrough: frozen values that reports, coverage, updates and transcripts are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from fourfifths.diagnostics import Span
from fourfifths.model import Story
from fourfifths.state import Change, Offer, State, Turn
from fourfifths.testing.script import Playthrough


class Met(NamedTuple):
    """A turn that a run met, and the state before the choice that led to it, None where no choice did.

    What coverage counts. `back` is true after undo, redo or a load: nothing was read for the first time.
    """

    story: Story
    before: State | None
    turn: Turn
    back: bool = False

    @property
    def scenes(self) -> tuple[str, ...]:
        """The scenes that it entered: those that only route, then the one it stands in."""
        return (*(state.scene for state, _ in self.turn.passed), self.turn.state.scene)


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that was not as it should be. `instead` is what to write at the span so that it is, if that can be."""

    code: str
    span: Span
    message: str
    expected: str = ""
    actual: str = ""
    hint: str = ""
    raw: str = ""
    instead: str | None = None


class Outcome(StrEnum):
    """How a playthrough came out; `XPASSED` is a failure: the reason for its `xfail` is gone."""

    PASSED = "passed"
    FAILED = "failed"
    XFAILED = "xfailed"
    XPASSED = "xpassed"


@dataclass(frozen=True, slots=True)
class Result:
    """A playthrough's outcome, its failures with what was open and what had moved then, and every turn it met."""

    playthrough: Playthrough
    outcome: Outcome
    failures: tuple[Failure, ...] = ()
    scene: str = ""
    offers: tuple[Offer, ...] = ()
    changes: tuple[Change, ...] = ()
    met: tuple[Met, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it came out as it should."""
        return self.outcome in (Outcome.PASSED, Outcome.XFAILED)

    @property
    def ending(self) -> str:
        """The ending it came to."""
        return self.met[-1].turn.ending if self.met else ""

    @property
    def choices(self) -> int:
        """How many choices were taken."""
        return sum(met.before is not None for met in self.met)
