"""What a player may look at, as the state has it: pure functions from a story and a state to frozen values.

Both front ends draw these and nothing else, so they show the same words. Texts still carry `*emphasis*`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fourfifths.conditions import holds
from fourfifths.model import CardSum, Condition, Panel, PanelRow, Slot, Story, WeekSum
from fourfifths.state import State
from fourfifths.text import render

MOST_PIPS = 12
"""A number with more steps is shown without pips."""


class Pips(NamedTuple):
    """A number and its bounds."""

    value: int
    low: int
    high: int

    @property
    def words(self) -> str:
        """The number in words, which stand beside the pips: `3 of 6`, or `-2, from -5 to 5`."""
        return f"{self.value}, from {self.low} to {self.high}" if self.low else f"{self.value} of {self.high}"

    def drawn(self, full: str, rest: str) -> str:
        """The pips and the words; the words alone where there would be too many."""
        if self.high - self.low > MOST_PIPS:
            return self.words
        return f"{full * (self.value - self.low)}{rest * (self.high - self.value)} {self.words}"


class Row(NamedTuple):
    """A line: its label, then its cells or a number to be drawn.

    `names` are what its cells are called, if anything; a `head` holds these names as its cells.
    """

    label: str
    cells: tuple[str, ...] = ()
    pips: Pips | None = None
    names: tuple[str, ...] = ()
    head: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A panel as it is shown."""

    id: str
    title: str
    about: str
    rows: tuple[Row, ...]


def views(story: Story, state: State) -> tuple[View, ...]:
    """The panels that are there in this state, in the story's order."""
    return tuple(_view(panel, state) for panel in story.panels if _there(panel.when, state))


def _view(panel: Panel, state: State) -> View:
    names = tuple(render(column, state) for column in panel.columns[1:])
    rows = [_row(row, names, state) for row in panel.rows if _there(row.when, state)]
    heads = [Row(render(panel.columns[0], state), names, head=True)] if panel.columns else []
    found = (*heads, *rows, *_summed(panel.sum, state))
    return View(panel.id, render(panel.title, state), render(panel.about, state), found)


def _row(row: PanelRow, names: tuple[str, ...], state: State) -> Row:
    cells = tuple(render(cell, state) for cell in row.cells)
    pips = None
    if row.clock is not None:
        pips = Pips(state.values[row.clock.index], row.clock.low, row.clock.high)
    return Row(render(row.label, state), cells, pips, names if len(cells) == len(names) else ())


def _there(conditions: Iterable[Condition], state: State) -> bool:
    return all(holds(condition, state.values) for condition in conditions)


def _summed(summed: CardSum | WeekSum | None, state: State) -> Iterator[Row]:
    if isinstance(summed, CardSum):
        return _card(summed, state)
    return _week(summed, state) if isinstance(summed, WeekSum) else iter(())


def _card(summed: CardSum, state: State) -> Iterator[Row]:
    """The card as it is set, what each district gets for it, the three counts and the three tests."""
    from fourfifths.systems import figures  # only here, because no other panel needs arithmetic
    from fourfifths.systems.audit import judge
    from fourfifths.systems.tables import Card
    from fourfifths.systems.weightings import launch_costs

    concierge = summed.concierge
    name = _word(summed.card, state) if summed.card else ""
    card = concierge.cards[name] if name else Card(concierge.launch)
    voiced = summed.ballots is not None and holds(summed.ballots, state.values)
    hubs = frozenset(district for district, condition in summed.hubs if holds(condition, state.values))
    city = (concierge.with_ballots() if voiced else concierge.city).with_hubs(hubs)
    endowed = summed.endowed is not None and holds(summed.endowed, state.values)
    shares = card.shares(city)
    if name:
        yield from _lines([f"{name}: {card.about}" if card.about else name])
    names = [district.name for district in concierge.city.districts if district.id in hubs]
    yield from _lines([
        f"hubs: {', '.join(names) or 'none'}",
        f"ballots: {'counted' if voiced else 'not counted'}",
        *figures.basis(concierge, card.weights),
    ])  # fmt: skip
    yield from _table(figures.districts(card.weights, shares, "+"))
    yield from _lines(figures.counts(shares))
    if card.cap is None:
        launch = launch_costs(concierge.city, concierge.launch)
        yield from _lines(figures.tests(judge(city, card.weights, launch, endowed)))
        return
    yield from _lines([f"nobody is offered more than {figures.percent(card.cap)}"])


def _week(summed: WeekSum, state: State) -> Iterator[Row]:
    """The suppers, the aims, and what the nights that have one come to."""
    from fourfifths.systems import figures
    from fourfifths.systems.pantry import total

    pantry = summed.pantry
    yield from _table(figures.suppers(pantry))
    yield from _lines(figures.aims(pantry))
    if not summed.suppers:
        return
    chosen = [(night, _word(slot, state)) for night, slot in summed.suppers]
    for night, name in chosen:
        yield Row(_escaped(night), (_escaped(name if name in pantry.suppers else "nothing yet"),))
    names = tuple(name for _, name in chosen if name in pantry.suppers)
    if names:
        sums = total(pantry, names)
        yield from _lines(figures.added(pantry, names, sums))
        if len(names) == len(pantry.nights):
            missed = pantry.aims.missed(sums)
            yield from _lines([f"misses {', '.join(missed)}" if missed else "meets every aim"])


def _word(slot: Slot, state: State) -> str:
    return slot.words[state.values[slot.index]]


def _lines(lines: Iterable[str]) -> Iterator[Row]:
    return (Row(_escaped(line)) for line in lines)


def _table(rows: list[tuple[str, ...]]) -> Iterator[Row]:
    """The rows, the first of which names the columns of the others."""
    names = tuple(map(_escaped, rows[0][1:]))
    yield Row(_escaped(rows[0][0]), names, head=True)
    for label, *cells in rows[1:]:
        yield Row(_escaped(label), tuple(map(_escaped, cells)), names=names)


def _escaped(text: str) -> str:
    """A text in which nothing is markup."""
    return text.replace("\\", "\\\\").replace("*", "\\*")
