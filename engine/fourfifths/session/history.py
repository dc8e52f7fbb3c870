"""The moments of a run and where the player stands in them.

Moments after the cursor were undone and can be done again until another choice is taken. A run follows from the story's
start by the pure step. Where the story changed under it, or an author put the player somewhere, it has an `anchor`: the
number of the moment from which on it follows by the step; the moments before are what a save remembers of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from fourfifths.session.views import Moment

RING = 20
"""How many of the last states a save holds, to step back along where the story changed."""


class History:
    """A run's moments, from its start."""

    def __init__(self, moments: Iterable[Moment], cursor: int = 0, anchor: int | None = None) -> None:
        self.moments = list(moments)
        self.cursor = cursor
        self.anchor = anchor

    @property
    def now(self) -> Moment:
        """Where the player stands."""
        return self.moments[self.cursor]

    @property
    def past(self) -> tuple[Moment, ...]:
        """All up to now, oldest first."""
        return tuple(self.moments[: self.cursor + 1])

    @property
    def can_undo(self) -> bool:
        """Whether there is a moment before this one to stand in."""
        return self.cursor > 0 and not self.moments[self.cursor - 1].remembered

    @property
    def can_redo(self) -> bool:
        """Whether a moment was undone that can be stood in again."""
        return self.cursor + 1 < len(self.moments) and not self.moments[self.cursor + 1].remembered

    def take(self, moment: Moment) -> None:
        """Adds the moment a choice led to; what had been undone is gone."""
        del self.moments[self.cursor + 1 :]
        if self.anchor is not None:
            self.anchor = min(self.anchor, self.cursor)
        self.moments.append(moment)
        self.cursor += 1

    def put(self, moment: Moment) -> None:
        """Adds a moment that no choice led to; what follows it follows by the step again."""
        self.take(moment)
        self.anchor = self.cursor

    def undo(self) -> bool:
        """One choice back, if there is one."""
        can = self.can_undo
        self.cursor -= can
        return can

    def redo(self) -> bool:
        """One undone choice forward, if there is one."""
        can = self.can_redo
        self.cursor += can
        return can

    def contains(self, other: History) -> bool:
        """Whether the other, with what can be done again in it, is a stretch of this one: going there loses nothing."""
        if len(other.moments) > len(self.moments) or self.moments[other.cursor].remembered:
            return False
        pairs = zip(self.moments, other.moments, strict=False)
        return self.moments[other.cursor].turn.state == other.now.turn.state and all(
            mine.turn.choice == its.turn.choice for mine, its in pairs
        )

    def kept(self) -> list[Moment]:
        """The moments whose states a save holds, newest first: the last ones, and any that no replay would give."""
        top = max(self.cursor, (self.anchor or 0) - 1)
        bottom = max(0, self.cursor - RING)
        return [moment for moment in reversed(self.moments[bottom : top + 1]) if not moment.remembered]
