"""What two stories differ in, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fourfifths.diagnostics import Span


class Sign(StrEnum):
    """What happened to a thing."""

    CAME = "+"
    WENT = "-"
    CHANGED = "~"
    LOST = "!"
    """It is still written, and no play comes to it any more."""
    FOUND = "*"
    """It was written, and now a play may come to it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One difference: in which section, of what, and from what to what. `span` is in the new story unless it went."""

    section: str
    sign: Sign
    what: str
    span: Span | None = None
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """How many words of a voice came and went."""

    voice: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All entries in order of section and place, and the words of each voice that has other ones."""

    entries: tuple[Entry, ...] = ()
    words: tuple[Words, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.entries or self.words)
