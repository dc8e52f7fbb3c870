"""Nights: every memory goes one step on in the gossip, compiled into scenes of routes that ask nobody.

A slot for a person and a memory holds 0 (heard nothing), 1 (told) or 2 (rumour). On a night, somebody who did not see
the thing and has heard nothing is told where a neighbour saw it, else hears a rumour where a neighbour had heard
before this night. Who has heard keeps what was heard; who sees it has seen it.

No news goes two steps in one night: first every person hears rumours, which stand apart as `FRESH` and are not passed
on; only then are people told by those who saw it, and fresh rumours become rumours. What is told tonight is told after
the last question about rumours was asked.

Only what some condition asks is reckoned, and those on a shortest way to it from somebody who may see the thing: on any
other way the news comes later, to somebody who has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fourfifths.compiler.drafts import SceneDraft
from fourfifths.compiler.gossip import Gossip
from fourfifths.compiler.tables import Slots
from fourfifths.model import Choice, Condition, Effect, Scene, Slot, SlotKind
from fourfifths.operation import SET
from fourfifths.routes import disjoint

SIGN = "+"
TOLD, RUMOUR, FRESH = 1, 2, 3
ON = "on"
"""The route by which nothing is heard."""


@dataclass(slots=True)
class Ways:
    """How news of one memory comes to a person: from those who may have seen it, and from those who may have heard."""

    seen: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Spread:
    """How one memory goes round: who asks about it, and by which ways it comes to whom."""

    memory: str
    witnesses: Collection[str]
    readers: Collection[str]
    ways: dict[str, Ways]


def spreads(marks: Iterable[str], memories: Mapping[str, Collection[str]], gossip: Gossip) -> list[Spread]:
    """What the marks that something reads ask of hearsay, by memory."""
    readers: dict[str, list[str]] = {}
    for mark in sorted(marks):
        kind, _, what = mark.partition(" ")
        if kind == SlotKind.HEARD:
            person, _, memory = what.partition("/")
            readers.setdefault(memory, []).append(person)
    return [
        Spread(memory, memories[memory], people, ways(people, memories[memory], gossip))
        for memory, people in sorted(readers.items())
    ]


def ways(readers: Iterable[str], witnesses: Collection[str], gossip: Gossip) -> dict[str, Ways]:
    """The ways of one memory to these people, for everybody on a shortest one."""
    found: dict[str, Ways] = {}
    for reader in readers:
        left = gossip.far(reader)
        for witness in sorted(witnesses):
            far = gossip.far(witness)
            if witness == reader or reader not in far:
                continue
            for person, steps in far.items():
                if steps and steps + left[person] == far[reader]:
                    _come(found.setdefault(person, Ways()), person, witness, far, gossip)
    return found


def _come(into: Ways, person: str, witness: str, far: Mapping[str, int], gossip: Gossip) -> None:
    """Takes in those one step nearer to the witness."""
    if far[person] == 1:
        into.seen.add(witness)
    else:
        into.heard.update(other for other in gossip.near(person) if far[other] == far[person] - 1)


def marks(found: Iterable[Spread], slots: Slots) -> frozenset[str]:
    """The marks that nights read, each with its slot."""
    names = set()
    for spread in found:
        for person, come in spread.ways.items():
            seen = {*come.seen, *({person} & set(spread.witnesses))}
            names |= {
                slots.mark(SlotKind.HEARD, f"{who}/{spread.memory}").name for who in (person, *sorted(come.heard))
            }
            names |= {slots.mark(SlotKind.MEMORY, f"{who}/{spread.memory}").name for who in sorted(seen)}
    return frozenset(names)


def first(night: SceneDraft, found: Sequence[Spread]) -> str:
    """The scene that a night begins with; empty where nobody asks about hearsay."""
    return f"{night.id}{SIGN}{found[0].memory}" if found else ""


def scenes(night: SceneDraft, found: Sequence[Spread], slots: Slots) -> Iterator[Scene]:
    """The scenes of a night, one memory after another; the last of them leads on."""
    on = night.choices[0].goto or ""
    for at, spread in enumerate(found):
        end = first(night, found[at + 1 :]) or on
        yield from _Night(night, spread, slots).scenes(end)


class _Night:
    """The scenes of one memory on one night."""

    def __init__(self, night: SceneDraft, spread: Spread, slots: Slots) -> None:
        self._night, self._spread, self._slots = night, spread, slots
        self._name = f"{night.id}{SIGN}{spread.memory}"

    def scenes(self, end: str) -> Iterator[Scene]:
        """A scene that passes by what cannot go on, then all rumours, then all that is told."""
        people = sorted(self._spread.ways)
        rumoured = [person for person in people if self._spread.ways[person].heard]
        names = [f"{self._name}{SIGN}{person}" for person in rumoured]
        names += [f"{self._name}{SIGN}{person}{SIGN}told" for person in people]
        after = iter([*names[1:], end])
        yield self._scene(self._name, [("going", self._going(), None, names[0])], end)
        for person, name in zip(rumoured, names, strict=False):
            onward = next(after)
            yield self._scene(name, [("rumour", self._rumour(person), self._heard(person, FRESH), onward)], onward)
        for person, name in zip(people, names[len(rumoured) :], strict=True):
            onward = next(after)
            yield self._scene(name, list(self._settled(person, onward)), onward)

    def _settled(self, person: str, onward: str) -> Iterator[tuple[str, Condition, Effect | None, str]]:
        come = self._spread.ways[person]
        heard = self._slot(SlotKind.HEARD, person)
        if come.heard:
            yield "rumour", self._condition(f"v[{heard.index}] == {FRESH}", heard), self._heard(person, RUMOUR), onward
        if come.seen:
            told = self._all(self._open(person), self._seen(come.seen))
            yield "told", told, self._heard(person, TOLD), onward

    def _going(self) -> Condition:
        """Somebody saw the thing, and somebody of whom a condition asks has heard nothing yet."""
        sources = {witness for come in self._spread.ways.values() for witness in come.seen}
        waiting = [self._open(person) for person in self._spread.readers]
        return self._all(self._seen(sources), self._any(waiting))

    def _rumour(self, person: str) -> Condition:
        come = self._spread.ways[person]
        heard = [self._slot(SlotKind.HEARD, other) for other in sorted(come.heard)]
        passed = self._any([self._condition(f"{TOLD} <= v[{slot.index}] <= {RUMOUR}", slot) for slot in heard])
        told = [self._not(self._seen(come.seen))] if come.seen else []
        return self._all(self._open(person), *told, passed)

    def _open(self, person: str) -> Condition:
        """Somebody did not see it and has heard nothing."""
        heard = self._slot(SlotKind.HEARD, person)
        none = self._condition(f"v[{heard.index}] == 0", heard)
        return self._all(none, self._not(self._seen([person]))) if person in self._spread.witnesses else none

    def _seen(self, people: Collection[str]) -> Condition:
        slots = [self._slot(SlotKind.MEMORY, person) for person in sorted(people)]
        return self._any([self._condition(f"v[{slot.index}]", slot) for slot in slots])

    def _slot(self, kind: SlotKind, person: str) -> Slot:
        return self._slots.by_name[f"{kind} {person}/{self._spread.memory}"]

    def _heard(self, person: str, value: int) -> Effect:
        return Effect(self._slot(SlotKind.HEARD, person), value, SET)

    def _condition(self, code: str, *slots: Slot) -> Condition:
        return Condition("", f"({code})", tuple(slot.index for slot in slots), self._night.span)

    def _not(self, condition: Condition) -> Condition:
        return condition._replace(code=f"(not {condition.code})")

    def _all(self, *conditions: Condition) -> Condition:
        return self._joined("and", conditions)

    def _any(self, conditions: Sequence[Condition]) -> Condition:
        return self._joined("or", conditions)

    def _joined(self, word: str, conditions: Sequence[Condition]) -> Condition:
        if len(conditions) == 1:
            return conditions[0]
        code = f" {word} ".join(condition.code for condition in conditions)
        reads = {index for condition in conditions for index in condition.reads}
        return Condition("", f"({code})", tuple(sorted(reads)), self._night.span)

    def _scene(self, name: str, routes: list[tuple[str, Condition, Effect | None, str]], on: str) -> Scene:
        night = self._night
        guards = disjoint([*(route[1] for route in routes), None])
        taken = [(*route[:1], *route[2:]) for route in routes] + [(ON, None, on)]
        choices = tuple(
            Choice(word, name, (), goto, night.span, shown, effects=(effect,) if effect else ())
            for (word, effect, goto), shown in zip(taken, guards, strict=True)
        )
        return Scene(
            name,
            night.title,
            night.pov,
            night.act,
            night.place,
            night.when,
            night.span,
            (),
            choices,
            auto=True,
            inner=True,
        )
