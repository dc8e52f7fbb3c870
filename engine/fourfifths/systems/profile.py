"""The profile: the rows of one person, what each act with them brings, and what a buyer can infer.

A row that is sold brings its bid and tells its line. A row that is withheld brings nothing, and the next bid for it is
higher. A false row brings the bid too, unless a row that is sold gives it the lie; then the bid is taken back. A pooled
row is let jointly with others', brings a share of the bid, and tells nothing of one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Act(StrEnum):
    """What is done with a row."""

    SOLD = "sold"
    WITHHELD = "withheld"
    POISONED = "poisoned"
    POOLED = "pooled"


class Row(NamedTuple):
    """What a row says, the bid for a quarter and the bid once it was withheld, and whether it is let as things stand.

    `belied` are the rows that show a false one to be false where they are sold.
    """

    name: str
    bid: int
    second: int
    let: bool
    belied: tuple[str, ...] = ()


class Inference(NamedTuple):
    """What can be told from some rows together."""

    about: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The rows by their numbers, what can be inferred from them, and what a pool pays in a hundred of a bid."""

    rows: Mapping[str, Row]
    inferences: Mapping[str, Inference]
    pool: int

    def standing(self) -> dict[str, Act]:
        """What is done with each row as things stand."""
        return {name: Act.SOLD if row.let else Act.WITHHELD for name, row in self.rows.items()}

    def found_out(self, acts: Mapping[str, Act], name: str) -> tuple[str, ...]:
        """The sold rows that show this false one to be false."""
        if acts[name] is not Act.POISONED:
            return ()
        return tuple(other for other in self.rows[name].belied if acts[other] is Act.SOLD)

    def brings(self, acts: Mapping[str, Act], name: str) -> int:
        """What a row brings in a quarter; a pool's share is rounded down."""
        act, bid = acts[name], self.rows[name].bid
        if act is Act.WITHHELD or self.found_out(acts, name):
            return 0
        return bid * self.pool // 100 if act is Act.POOLED else bid

    def inferred(self, acts: Mapping[str, Act]) -> Iterator[str]:
        """The names of what a buyer of the sold rows can infer: every row that it takes is among them."""
        for name, inference in self.inferences.items():
            if all(acts[row] is Act.SOLD for row in inference.rows):
                yield name
