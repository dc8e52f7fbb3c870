"""The pantry week: seven suppers, what each costs, fills, spares and tires, and how many weeks meet every aim.

Weeks are counted, not sampled: four sums are kept for each night, so all 25,600 weeks and more take no time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


class Supper(NamedTuple):
    """One way to feed the household of an evening: chits, how far it fills, whether it is safe for a renal diet, and
    how much it tires the cook."""

    chits: int
    fill: int
    safe: bool
    fatigue: int


class Sums(NamedTuple):
    """What some suppers come to: chits, fill, safe nights, fatigue."""

    chits: int = 0
    fill: int = 0
    safe: int = 0
    fatigue: int = 0

    def with_supper(self, supper: Supper) -> Sums:
        """These with one night more."""
        return Sums(
            self.chits + supper.chits, self.fill + supper.fill, self.safe + supper.safe, self.fatigue + supper.fatigue
        )


class Aims(NamedTuple):
    """What a week should keep to."""

    chits: int
    fill: int
    safe: int
    fatigue: int

    def missed(self, sums: Sums) -> tuple[str, ...]:
        """The names of the aims that these sums miss, in the order of the fields."""
        held = {
            "chits": sums.chits <= self.chits,
            "fill": sums.fill >= self.fill,
            "safe": sums.safe >= self.safe,
            "fatigue": sums.fatigue <= self.fatigue,
        }
        return tuple(name for name, holds in held.items() if not holds)


@dataclass(frozen=True, slots=True)
class Pantry:
    """The suppers by their names, the nights in order, and the only nights of those not had on all of them."""

    suppers: Mapping[str, Supper]
    nights: tuple[str, ...]
    only: Mapping[str, frozenset[str]]
    aims: Aims

    def on(self, night: str) -> tuple[str, ...]:
        """The names of the suppers that may be had on this night."""
        return tuple(name for name in self.suppers if night in self.only.get(name, self.nights))

    def with_supper(self, name: str, supper: Supper, nights: frozenset[str]) -> Pantry:
        """The pantry with one more supper, on these nights."""
        return Pantry({**self.suppers, name: supper}, self.nights, {**self.only, name: nights}, self.aims)


class Weeks(NamedTuple):
    """How many weeks meet every aim, of how many."""

    meeting: int
    of: int

    @property
    def share(self) -> Fraction:
        """The share that does."""
        return Fraction(self.meeting, self.of)


def total(pantry: Pantry, week: tuple[str, ...]) -> Sums:
    """What a week of suppers comes to, by their names, one for each night."""
    sums = Sums()
    for name in week:
        sums = sums.with_supper(pantry.suppers[name])
    return sums


def weeks(pantry: Pantry) -> Weeks:
    """Every possible week, and those that meet every aim."""
    counted = Counter({Sums(): 1})
    for night in pantry.nights:
        counted = _night_more(counted, tuple(pantry.suppers[name] for name in pantry.on(night)))
    meeting = sum(number for sums, number in counted.items() if not pantry.aims.missed(sums))
    return Weeks(meeting, counted.total())


def _night_more(counted: Counter[Sums], suppers: tuple[Supper, ...]) -> Counter[Sums]:
    more: Counter[Sums] = Counter()
    for sums, number in counted.items():
        for supper in suppers:
            more[sums.with_supper(supper)] += number
    return more
