"""What `fourfifths inspect` prints of each table, and which of its options each of them takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TypeVar

import click

from fourfifths.systems import figures
from fourfifths.systems.allocation import HIGHEST_FEATURE, City, TableError, allocate, levelled_down
from fourfifths.systems.audit import judge
from fourfifths.systems.profile import Act, Profile
from fourfifths.systems.tables import VOICE, Card, Concierge, Tables
from fourfifths.systems.weightings import launch_costs, tally
from fourfifths.tools import books, sums

_DIGITS = 6
_Table = TypeVar("_Table")


@dataclass(frozen=True, slots=True)
class Asked:
    """The words and options of one call."""

    words: tuple[str, ...]
    card: str | None = None
    weight: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    ballots: bool = False
    hub: tuple[str, ...] = ()
    endowed: bool = False
    cap: str | None = None
    count: bool = False
    sell: tuple[str, ...] = ()
    withhold: tuple[str, ...] = ()
    poison: tuple[str, ...] = ()
    pool: tuple[str, ...] = ()

    @property
    def given(self) -> frozenset[str]:
        """The names of what was given."""
        return frozenset(each.name for each in fields(self) if getattr(self, each.name))


def lines(tables: Tables, table: str, asked: Asked) -> Iterator[str]:
    """The lines of one table. TableError where it cannot be computed; UsageError where it was not asked for so."""
    takes, make = TABLES[table]
    for stray in sorted(asked.given - takes):
        what = "no words" if stray == "words" else f"no --{stray}"
        raise click.UsageError(f"{table} takes {what}")
    if getattr(tables, table) is None:
        raise click.UsageError(f"this story has no tables/{table}.yaml")
    return make(tables, asked)


def _concierge(tables: Tables, asked: Asked) -> Iterator[str]:
    concierge = _there(tables.concierge)
    card = _card(concierge, asked)
    city = _city(concierge, asked).with_hubs(frozenset(asked.hub))
    shares = allocate(city, card.weights)
    if card.cap is not None:
        shares = levelled_down(shares, card.cap)
    launch = launch_costs(concierge.city, concierge.launch)
    if card.about:
        yield from (card.about, "")
    yield from sums.card(concierge, card.weights, shares)
    if card.cap is None:
        yield ""
        yield from figures.tests(judge(city, card.weights, launch, asked.endowed))
    if asked.count:
        voiced = asked.voice or asked.ballots
        features = concierge.features if voiced else tuple(f for f in concierge.features if f != VOICE)
        found = tally(city, features, launch, asked.endowed)
        yield f"{found.passing:,} of {found.of:,} weightings pass all three: {figures.percent(found.share)}"


def _pantry(tables: Tables, asked: Asked) -> Iterator[str]:
    pantry = _there(tables.pantry)
    yield from sums.suppers(pantry)
    if asked.words:
        yield ""
        yield from sums.week(pantry, asked.words)


def _ledger(tables: Tables, asked: Asked) -> Iterator[str]:
    ledger = _there(tables.ledger)
    return books.posted(ledger, asked.words) if asked.words else books.book(ledger)


def _profile(tables: Tables, asked: Asked) -> Iterator[str]:
    profile = _there(tables.profile)
    return books.rows_of(profile, _acts(profile, asked))


def _coalition(tables: Tables, asked: Asked) -> Iterator[str]:
    coalition = _there(tables.coalition)
    yield from books.groups(coalition, asked.words)
    if not asked.words:
        yield from books.widest(coalition)


def _ballots(tables: Tables, asked: Asked) -> Iterator[str]:
    return books.counted(_there(tables.ballots), asked.words)


_CARD = frozenset({"card", "weight", "voice", "ballots", "hub", "endowed", "cap", "count"})
_WORDS = frozenset({"words"})
_Make = Callable[[Tables, Asked], Iterator[str]]
TABLES: dict[str, tuple[frozenset[str], _Make]] = {
    "concierge": (_CARD, _concierge),
    "pantry": (_WORDS, _pantry),
    "ledger": (_WORDS, _ledger),
    "profile": (frozenset({"sell", "withhold", "poison", "pool"}), _profile),
    "coalition": (_WORDS, _coalition),
    "ballots": (_WORDS, _ballots),
}
"""What may be asked of each table, and what prints it."""


def _there(table: _Table | None) -> _Table:
    assert table is not None  # noqa: S101  # `lines` has looked
    return table


def _acts(profile: Profile, asked: Asked) -> dict[str, Act]:
    """What is done with each row: what stands, and what was asked for; the last named counts."""
    found = profile.standing()
    wanted = {
        Act.SOLD: asked.sell,
        Act.WITHHELD: asked.withhold,
        Act.POISONED: asked.poison,
        Act.POOLED: asked.pool,
    }
    named = [(row, act) for act, rows in wanted.items() for row in rows]
    for row, act in named:
        if row not in found:
            raise TableError(row, f"there is no row {row!r}; there are {', '.join(profile.rows)}")
        if [other for other, _ in named].count(row) > 1:
            raise TableError(row, f"row {row} is named twice")
        found[row] = act
    return found


def _card(concierge: Concierge, asked: Asked) -> Card:
    """The launch, or the setting that was named, with the changes that were asked for."""
    card = Card(concierge.launch)
    if asked.card is not None:
        if asked.card not in concierge.cards:
            known = ", ".join(concierge.cards) or "none"
            raise click.UsageError(f"there is no card {asked.card!r}; there are {known}")
        card = concierge.cards[asked.card]
    given = dict(_pair(word, "--weight") for word in asked.weight)
    for name in given:
        if name not in concierge.features:
            raise click.UsageError(f"there is no feature {name!r}; there are {', '.join(concierge.features)}")
    weights = {name: given.get(name, card.weights.get(name, 0)) for name in concierge.features}
    return Card(weights, card.cap if asked.cap is None else _percent(asked.cap), "" if given else card.about)


def _city(concierge: Concierge, asked: Asked) -> City:
    if not asked.voice:
        return concierge.with_ballots() if asked.ballots else concierge.city
    given = dict(_pair(word, "--voice") for word in asked.voice)
    for name, value in given.items():
        if value > HIGHEST_FEATURE:
            raise click.UsageError(f"--voice {name}={value}: a district's voice is from 0 to {HIGHEST_FEATURE}")
    return concierge.city.with_feature(VOICE, {**(concierge.ballots if asked.ballots else {}), **given})


def _pair(word: str, option: str) -> tuple[str, int]:
    name, equals, value = word.partition("=")
    if not (name and equals and value.isascii() and value.isdigit() and len(value) <= _DIGITS):
        raise click.UsageError(f"{option} {word!r}: write it as name=number, as need=5")
    return name, int(value)


def _percent(word: str) -> Fraction:
    try:
        share = Fraction(word) / 100
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1 or len(word) > _DIGITS:
        raise click.UsageError(f"--cap {word!r}: write a percentage, as 20.9")
    return share
