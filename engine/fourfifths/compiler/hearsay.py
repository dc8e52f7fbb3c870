"""Hearsay: how far the conditions of a story ask the news of each memory to come, and by which ways it gets there.

Only what some condition asks is reckoned, and those on a shortest way to it from somebody who may see the thing: on any
other way the news comes later, to somebody who has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from fourfifths.compiler.gossip import Gossip
from fourfifths.compiler.tables import Slots
from fourfifths.model import SlotKind


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
