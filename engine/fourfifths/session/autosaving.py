"""The autosave of a run: the slot it is written to after each step, and why the last writing failed."""

from __future__ import annotations

import contextlib

from fourfifths.markup import clean
from fourfifths.model import Story
from fourfifths.saves import SaveError, Store
from fourfifths.saves import slots as names
from fourfifths.saves.autosaves import fresh
from fourfifths.saves.codec import Body
from fourfifths.session import record
from fourfifths.session.record import Loaded, Run


class Autosave:
    """A slot that is claimed with the first writing, and held until it is left."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.slot = ""
        """Empty while there is none."""
        self.unsaved = ""
        """Why the last writing failed, empty when it did not."""

    def write(self, story: Story, run: Run) -> None:
        """Writes the run; `unsaved` says where that failed."""
        try:
            if not self.slot:
                self.slot = fresh(self._store)
            self._store.write(self.slot, record.body(story, run))
        except SaveError as error:
            self.unsaved = self.reason(error)
        else:
            self.unsaved = ""

    def part(self, story: Story, run: Run, left: Body) -> None:
        """Goes on in another autosave and leaves `left` in the one before; where there is no other, in that one."""
        before = self.slot
        with contextlib.suppress(SaveError):
            self.slot = fresh(self._store, run.id)
        self.write(story, run)
        if self.slot != before:
            with contextlib.suppress(SaveError):
                self._store.write(before, left)
            self._store.release(before)

    def leave(self, kept: str = "") -> None:
        """Goes on in no slot; the one there was is free for another window, unless it is the one to be kept."""
        if kept != self.slot:
            self._store.release(self.slot)
        self.slot = ""

    def rejoin(self, story: Story, run: Run) -> Run | None:
        """Goes on in the run's own autosave where that only leads further: the run as it is there, at this place."""
        for info in self._store.slots():
            if info.slot not in names.AUTOS or info.run != run.id or not info.loadable:
                continue
            with contextlib.suppress(SaveError):
                found, _ = opened(story, self._store, info.slot)
                free = self._store.holds(info.slot) and not found.changed
                if free and found.run.history.contains(run.history):
                    found.run.history.cursor = run.history.cursor
                    self.slot = info.slot
                    return found.run
                self._store.release(info.slot)
        return None

    def keep_old(self) -> str:
        """Keeps the save from before the story changed, and says where; where it cannot, goes on in another slot."""
        try:
            copy = self._store.keep(self.slot)
        except SaveError:
            self.leave()
            return ""
        return f"The save from before the change is kept as {copy}."

    def reason(self, error: SaveError) -> str:
        """Why nothing was saved, and where."""
        reason = str(error).removeprefix("Not saved: ").removesuffix(".")
        return f"{reason} (saves are in {clean(str(self._store.folder))})."


def opened(story: Story, store: Store, slot: str) -> tuple[Loaded, bool]:
    """What a slot holds, and whether another window is playing it. A free autosave is claimed before it is read."""
    held = store.holds(slot)
    busy = False
    if slot in names.AUTOS:
        with contextlib.suppress(SaveError):  # the first write says why
            busy = not store.claim(slot)
    try:
        return record.rebuild(story, store.read(slot)), busy
    except SaveError:
        if not held:
            store.release(slot)
        raise
