"""Scenes, choices and cards with every reference resolved, before the marks are known that something reads.

A draft becomes a frozen value of the model once all files are resolved: only then is it known which visits, choices,
memories and facts the state must keep.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fourfifths.diagnostics import Span
from fourfifths.model import Block, Condition, Effect, Ending, Memory, Slot, SlotKind, Template

_CHOSEN, _MEMORY, _KNOWS = SlotKind.CHOSEN.value, SlotKind.MEMORY.value, SlotKind.KNOWS.value
_HEARD = SlotKind.HEARD.value


@dataclass(slots=True)
class ChoiceDraft:
    """A choice to be."""

    id: str
    label: Template
    goto: str | None
    span: Span
    shown: tuple[Condition, ...]
    needs: tuple[Condition, ...]
    locked: Template
    say: Template
    text: tuple[Block, ...]
    effects: list[Effect]
    memories: tuple[Memory, ...]
    taught: tuple[tuple[str, str], ...]
    was: tuple[str, ...]
    once: bool = False
    """Of a route: not open again once it was taken."""

    def marks(self, scene: str) -> list[str]:
        """The names of the marks that taking it in this scene would set."""
        found = [f"{_CHOSEN} {scene}.{self.id}"]
        if self.memories:
            found += [f"{_MEMORY} {who}/{memory.id}" for memory in self.memories for who in memory.seen_by]
        if self.taught:
            found += [f"{_KNOWS} {who}/{fact}" for who, fact in self.taught]
        return found

    def unheard(self) -> list[str]:
        """The names of the marks that taking it clears: who sees a thing has not heard of it."""
        return [f"{_HEARD} {who}/{memory.id}" for memory in self.memories for who in memory.seen_by]


@dataclass(slots=True)
class CardDraft:
    """What a scene looks like where a deck deals it."""

    tags: tuple[tuple[str, Span], ...]
    title: Template
    note: Template
    priority: int
    shown: tuple[Condition, ...]
    unplayed: list[ChoiceDraft] = field(default_factory=list)
    """The cases of what comes of it unplayed, shown by their own conditions."""


@dataclass(slots=True)
class DeckDraft:
    """A deck whose cards are not yet found."""

    tag: str
    tag_span: Span
    show: int
    count: Slot
    limit: int
    span: Span
    closes: str = ""
    """The full name of the scene it is left for, empty where there is none."""


@dataclass(slots=True)
class SceneDraft:
    """A scene to be."""

    id: str
    span: Span
    title: str = ""
    pov: str = ""
    act: int = 0
    place: str = ""
    when: str = ""
    text: tuple[Block, ...] = ()
    choices: list[ChoiceDraft] = field(default_factory=list)
    deck: DeckDraft | None = None
    card: CardDraft | None = None
    ending: Ending | None = None
    knows: tuple[tuple[str, int], ...] = ()
    auto: bool = False
    hearsay: bool = False
