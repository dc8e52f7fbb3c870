"""What a story declares, by name, and the slots of its state.

A name that is declared with a mistake is known all the same, so that one mistake is one diagnostic. Slots are numbered
meters first, then variables, then the marks that the engine keeps, each at the moment something first reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from fourfifths.compiler.gossip import Gossip
from fourfifths.compiler.nodes import Scalar, Source
from fourfifths.compiler.report import Report, shown
from fourfifths.diagnostics import Span
from fourfifths.model import Act, Fact, Meter, Person, Place, Slot, SlotKind
from fourfifths.operation import EffectKind

T = TypeVar("T")
MAX_VISITS = 99
HEARINGS = ("no", "told", "rumour", "rumour tonight")
"""What somebody may have heard of a memory; the last only while a night is reckoned."""


class Table(Generic[T]):
    """Declared things of one kind; None stands for one whose declaration is mistaken.

    `whole` is False where more names may be declared in a place that could not be read.
    """

    def __init__(self, code: str, word: str) -> None:
        self.code, self.word = code, word
        self.entries: dict[str, T | None] = {}
        self.whole = True

    def values(self) -> dict[str, T]:
        """The things that are declared without a mistake."""
        return {name: thing for name, thing in self.entries.items() if thing is not None}

    def find(self, node: Scalar, source: Source, report: Report) -> T | None:
        """The thing a node names; where there is none, that is reported."""
        if node.text not in self.entries and self.whole:
            message = f"there is no {self.word} {shown(node.text)}"
            otherwise = "" if self.entries else f"declare it: there is no {self.word} yet"
            report.error(self.code, source.span(node), message, report.cure(node.text, self.entries, otherwise))
        return self.entries.get(node.text)


class Slots:
    """The slots so far, and which of them something reads."""

    def __init__(self) -> None:
        self.all: list[Slot] = []
        self.by_name: dict[str, Slot] = {}
        self.asked: set[str] = set()
        """The marks that were asked for, by name, since somebody last emptied this."""

        self.live: frozenset[str] = frozenset()
        """The marks that something reads, once all drafts are made."""

    def add(
        self,
        name: str,
        kind: SlotKind,
        bounds: tuple[int, int],
        start: int,
        words: tuple[str, ...] = (),
        span: Span | None = None,
    ) -> Slot:
        """A new slot with the next number."""
        slot = Slot(len(self.all), name, kind, bounds[0], bounds[1], start, words, span)
        self.all.append(slot)
        self.by_name[name] = slot
        return slot

    def mark(self, kind: SlotKind, what: str, start: int = 0) -> Slot:
        """The slot of a mark, allotted now if it was not."""
        name = f"{kind!s} {what}"
        self.asked.add(name)
        slot = self.by_name.get(name)
        if slot is None:
            words = HEARINGS if kind is SlotKind.HEARD else ()
            high = len(words) - 1 if words else MAX_VISITS if kind is SlotKind.VISITS else 1
            slot = self.add(name, kind, (0, high), start, words)
        return slot

    def marked(self, kind: SlotKind, what: str) -> Slot | None:
        """The slot of a mark if something reads it."""
        name = f"{kind!s} {what}"
        return self.by_name[name] if name in self.live else None


@dataclass
class World:
    """What story.yaml and facts.yaml declare."""

    id: str = ""
    title: str = ""
    version: str = ""
    start: tuple[str, Span] | None = None
    acts: Table[Act] = field(default_factory=lambda: Table("E040", "act"))
    meters: list[Meter] = field(default_factory=list)
    slots: Slots = field(default_factory=Slots)
    codes: dict[str, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    """The code of conditions that ask for nothing but meters and variables, and the slots it reads."""

    changes: dict[tuple[str, object, str], tuple[Slot, int, EffectKind]] = field(default_factory=dict)
    """What effects do, by the slot's name, the kind of node behind it and how much is written there."""

    names: Table[Slot] = field(default_factory=lambda: Table("E032", "meter or variable"))
    words: dict[str, str] = field(default_factory=dict)
    people: Table[Person] = field(default_factory=lambda: Table("E033", "person"))
    places: Table[Place] = field(default_factory=lambda: Table("E034", "place"))
    facts: Table[Fact] = field(default_factory=lambda: Table("E035", "fact"))
    gossip: Gossip = field(default_factory=Gossip)
    renamed: list[tuple[str, Span, str, Span]] = field(default_factory=list)

    def knows(self, person: str, fact: str) -> Slot:
        """The slot that says whether a person knows a fact."""
        known = self.facts.entries.get(fact)
        return self.slots.mark(SlotKind.KNOWS, f"{person}/{fact}", int(known is not None and person in known.known_by))

    def unread(self) -> None:
        """Marks every table as not whole: story.yaml could not be read."""
        for table in (self.acts, self.names, self.people, self.places, self.facts):
            table.whole = False
