"""What is known of a target, and by what evidence."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from fourfifths.prove.targets import Target
from fourfifths.prove.witness import Witness


class Answer(StrEnum):
    """The three verdicts there are."""

    REACHABLE = "reachable"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target's answer. A reachable one has its witness; an impossible one `how` it was proved, whether the checker
    confirmed it, and which slots the proof speaks of; an unknown one `how` far the search got."""

    target: Target
    answer: Answer
    how: str
    witness: Witness | None = None
    checked: bool = False
    slots: tuple[int, ...] = ()
    nodes: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be tried; never a time, so the same story and seed give the same verdicts.

    `steps` of random walks, until `idle` of them met nothing new; `nodes` of one regression, with so many combinations
    `side` by side; `states` of one guided search, `bits` of an enumeration, walks `around` a witness that a search
    found, steps of plays `varied` to come nearer to one target, steps of trying to make a witness `short`.
    """

    steps: int = 400_000
    idle: int = 1_500
    nodes: int = 20_000
    states: int = 60_000
    bits: int = 400_000_000
    around: int = 60
    varied: int = 4_000_000
    side: int = 1 << 14
    wide: int = 1 << 20
    short: int = 1_500

    def times(self, factor: float) -> Budget:
        """So many times as much."""
        more = {each.name: max(1, int(getattr(self, each.name) * factor)) for each in fields(self)}
        return Budget(**{**more, "side": self.side, "wide": self.wide})


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdicts of a story, in the order of its targets; `states` where all were enumerated."""

    verdicts: tuple[Verdict, ...]
    seed: int
    budget: Budget
    walks: int
    steps: int
    endless: int
    states: int | None = None

    @property
    def unknown(self) -> int:
        """How many targets are undecided."""
        return len(self.of(Answer.UNKNOWN))

    def of(self, answer: Answer) -> tuple[Verdict, ...]:
        """The verdicts with this answer."""
        return tuple(verdict for verdict in self.verdicts if verdict.answer is answer)
