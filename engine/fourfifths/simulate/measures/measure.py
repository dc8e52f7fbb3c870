"""A measure of a story: lines, each a figure beside the band it should lie in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """How a figure stands to its band."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    ABSENT = "not applicable"


class Unit(StrEnum):
    """What a figure counts; shares are from 0 to 1 and shown in a hundred."""

    SHARE = "%"
    WORDS = "words"
    CHOICES = "choices"
    BITS = "bits"
    NUMBER = ""


class Band(NamedTuple):
    """Where a figure should lie, both ends included; None leaves an end open."""

    low: float | None
    high: float | None
    unit: Unit = Unit.NUMBER
    places: int = 0

    def holds(self, value: float) -> bool:
        """Whether a figure lies in it."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def figure(self, value: float) -> str:
        """A figure as this band is written."""
        scaled = value * 100 if self.unit is Unit.SHARE else value
        return f"{scaled:,.{self.places}f}"

    def shown(self, value: float) -> str:
        """A figure with its unit, a place more exact where it is a share."""
        finer = self._replace(places=max(self.places, 1)) if self.unit is Unit.SHARE else self
        return f"{finer.figure(value)} {self.unit}".rstrip()

    def __str__(self) -> str:
        if self.low is None and not self.high:
            return "none"
        return f"{self._words()} {self.unit}".rstrip()

    def _words(self) -> str:
        if self.low is None or self.high is None:
            return f"at most {self.figure(self.high or 0)}" if self.low is None else f"at least {self.figure(self.low)}"
        same = self.low == self.high
        return self.figure(self.low) if same else f"{self.figure(self.low)} to {self.figure(self.high)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. `value` is None where it cannot be had, and `reason` says why; `gate` is one that a build hangs on.

    `found` names what the figure counts, where that can be mended.
    """

    name: str
    value: float | None
    band: Band
    gate: bool = False
    reason: str = ""
    found: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """How it stands to its band."""
        if self.value is None:
            return Verdict.ABSENT
        return Verdict.INSIDE if self.band.holds(self.value) else Verdict.OUTSIDE

    @property
    def shown(self) -> str:
        """The figure as a reader sees it."""
        return "-" if self.value is None else self.band.shown(self.value)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by its number in the rubric: what it says, and its lines."""

    id: str
    title: str
    says: str
    lines: tuple[Line, ...]

    @property
    def verdict(self) -> Verdict:
        """Outside where any line is; not applicable where none applies."""
        verdicts = {line.verdict for line in self.lines}
        return next((each for each in (Verdict.OUTSIDE, Verdict.INSIDE) if each in verdicts), Verdict.ABSENT)


class Criterion(NamedTuple):
    """What a line is about: its name, its band, and whether a build hangs on it."""

    name: str
    band: Band
    gate: bool = False

    def line(self, value: float, found: Iterable[str] = ()) -> Line:
        """The line with this figure, and what it counts."""
        return Line(self.name, value, self.band, self.gate, found=tuple(found))

    def counted(self, found: Iterable[str]) -> Line:
        """The line whose figure is the number of what was found."""
        names = tuple(found)
        return self.line(len(names), names)

    def absent(self, reason: str) -> Line:
        """The line without a figure."""
        return Line(self.name, None, self.band, reason=reason)


def absent(criteria: Iterable[Criterion], reason: str) -> tuple[Line, ...]:
    """Lines that all have no figure for one reason."""
    return tuple(criterion.absent(reason) for criterion in criteria)
