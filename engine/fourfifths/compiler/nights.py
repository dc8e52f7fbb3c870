"""Nights: every memory goes one step on in the gossip, compiled into scenes of routes that ask nobody.

A slot for a person and a memory holds 0 (heard nothing), 1 (told) or 2 (rumour). On a night, somebody who did not see
the thing and has heard nothing is told where a neighbour saw it, else hears a rumour where a neighbour had heard
before this night. Who has heard keeps what was heard; who sees it has seen it.

No news goes two steps in one night: first every person hears rumours, which stand apart as `FRESH` and are not passed
on; only then are people told by those who saw it, and fresh rumours become rumours. What is told tonight is told after
the last question about rumours was asked.

What is asked is the same on every night; only the names of the scenes and where they stand are a night's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from fourfifths.compiler.drafts import SceneDraft
from fourfifths.compiler.hearsay import Spread, Ways
from fourfifths.compiler.nodes import made
from fourfifths.compiler.tables import Slots
from fourfifths.diagnostics import Span
from fourfifths.model import Choice, Condition, Effect, Scene, Slot, SlotKind
from fourfifths.operation import SET
from fourfifths.routes import disjoint

SIGN = "+"
TOLD, RUMOUR, FRESH = 1, 2, 3
ON = "on"
"""The route by which nothing is heard."""

_MEMORY, _HEARD = SlotKind.MEMORY.value, SlotKind.HEARD.value

Code = tuple[str, tuple[int, ...]]
"""What is asked, and the slots that this reads."""

Route = tuple[str, Code, tuple[Effect, ...]]
"""The name of a route, its own condition, and what is heard."""

Guarded = tuple[str, tuple[tuple[str, str, tuple[int, ...]], ...], tuple[Effect, ...]]
"""The same with the conditions that show it, but for their place."""

_NOWHERE = Span("", 1, 1)


class Step(NamedTuple):
    """A scene of one memory: the end of its name, and its routes, by the last of which nothing is heard."""

    name: str
    routes: tuple[Guarded, ...]


def steps(spread: Spread, slots: Slots) -> list[Step]:
    """A step that passes by what cannot go on, then all rumours, then all that is told."""
    return list(_Carrier(spread, slots).steps())


def first(night: SceneDraft, carried: Sequence[list[Step]]) -> str:
    """The scene that a night begins with; empty where nobody asks about hearsay."""
    return night.id + carried[0][0].name if carried else ""


def scenes(night: SceneDraft, carried: Sequence[list[Step]]) -> Iterator[Scene]:
    """The scenes of a night, one memory after another; the last of them leads on."""
    on = night.choices[0].goto or ""
    for at, memory in enumerate(carried):
        end = first(night, carried[at + 1 : at + 2]) or on
        names = [night.id + step.name for step in memory]
        following = [*names[1:], end]
        past = [end, *following[1:]]
        for step, name, heard, passed in zip(memory, names, following, past, strict=True):
            yield _scene(night, name, _choices(night, name, step, heard, passed))


def _choices(night: SceneDraft, name: str, step: Step, heard: str, passed: str) -> tuple[Choice, ...]:
    """The routes of a step, which lead to `heard` but for the last."""
    span, found = night.span, []
    for word, asked, effects in step.routes:
        shown = tuple([made(Condition, (*each, span)) for each in asked])
        goto = passed if word == ON else heard
        found.append(made(Choice, (word, name, (), goto, span, shown, (), (), (), (), effects, (), (), ())))
    return tuple(found)


def _scene(night: SceneDraft, name: str, choices: tuple[Choice, ...]) -> Scene:
    head = (name, night.title, night.pov, night.act, night.place, night.when, night.span)
    return Scene(*head, (), choices, auto=True, inner=True)


class _Carrier:
    """Asks what one memory needs to go on."""

    def __init__(self, spread: Spread, slots: Slots) -> None:
        self._spread, self._slots = spread, slots

    def steps(self) -> Iterator[Step]:
        people = sorted(self._spread.ways.items())
        start = f"{SIGN}{self._spread.memory}"
        yield _step(start, ("going", self._going(), ()))
        for person, come in people:
            if come.heard:
                rumour = ("rumour", self._rumour(person, come), self._hears(person, FRESH))
                yield _step(f"{start}{SIGN}{person}", rumour)
        for person, come in people:
            yield _step(f"{start}{SIGN}{person}{SIGN}told", *self._settled(person, come))

    def _settled(self, person: str, come: Ways) -> Iterator[Route]:
        if come.heard:
            heard = self._heard(person).index
            yield "rumour", (f"(v[{heard}] == {FRESH})", (heard,)), self._hears(person, RUMOUR)
        if come.seen:
            yield "told", _all(self._open(person), self._seen(come.seen)), self._hears(person, TOLD)

    def _going(self) -> Code:
        """Somebody saw the thing, and somebody of whom a condition asks has heard nothing yet."""
        sources = {witness for come in self._spread.ways.values() for witness in come.seen}
        return _all(self._seen(sources), _any([self._open(person) for person in self._spread.readers]))

    def _rumour(self, person: str, come: Ways) -> Code:
        heard = [self._heard(other).index for other in sorted(come.heard)]
        passed = _any([(f"({TOLD} <= v[{index}] <= {RUMOUR})", (index,)) for index in heard])
        told = [_not(self._seen(come.seen))] if come.seen else []
        return _all(self._open(person), *told, passed)

    def _open(self, person: str) -> Code:
        """Somebody did not see it and has heard nothing."""
        heard = self._heard(person).index
        none = (f"(v[{heard}] == 0)", (heard,))
        return _all(none, _not(self._seen([person]))) if person in self._spread.witnesses else none

    def _seen(self, people: Collection[str]) -> Code:
        seen = [self._slots.by_name[f"{_MEMORY} {person}/{self._spread.memory}"].index for person in sorted(people)]
        return _any([(f"(v[{index}])", (index,)) for index in seen])

    def _heard(self, person: str) -> Slot:
        return self._slots.by_name[f"{_HEARD} {person}/{self._spread.memory}"]

    def _hears(self, person: str, value: int) -> tuple[Effect, ...]:
        return (Effect(self._heard(person), value, SET),)


def _step(name: str, *routes: Route) -> Step:
    """A step of these routes, the first that holds taken, and the one by which nothing is heard."""
    guards = disjoint([*[Condition("", *code, _NOWHERE) for _, code, _ in routes], None])
    taken = [*[(word, effects) for word, _, effects in routes], (ON, ())]
    asked = [tuple([condition[:3] for condition in shown]) for shown in guards]
    return Step(name, tuple([(word, each, effects) for (word, effects), each in zip(taken, asked, strict=True)]))


def _not(code: Code) -> Code:
    return f"(not {code[0]})", code[1]


def _all(*codes: Code) -> Code:
    return _joined(" and ", codes)


def _any(codes: Sequence[Code]) -> Code:
    return _joined(" or ", codes)


def _joined(word: str, codes: Sequence[Code]) -> Code:
    if len(codes) == 1:
        return codes[0]
    reads = {index for _, reads in codes for index in reads}
    return f"({word.join([code for code, _ in codes])})", tuple(sorted(reads))
