"""Which save a player goes on from when none is named, and what is said of those that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fourfifths.model import Story
from fourfifths.saves import SlotInfo, Store
from fourfifths.saves.slots import AUTOS


def newest(story: Story, store: Store) -> SlotInfo | None:
    """The save to go on from: the newest of this story, as the autosave of its run where there is one."""
    return next(candidates(story.id, store.slots()), None)


def candidates(story: str, infos: Iterable[SlotInfo]) -> Iterator[SlotInfo]:
    """The saves of this story that can be read, newest run first and in each run its autosaves first."""
    mine = [info for info in infos if info.loadable and info.story == story]
    runs = list(dict.fromkeys(info.run for info in mine))
    return iter(sorted(mine, key=lambda info: (runs.index(info.run), info.slot not in AUTOS)))


def damaged(infos: Iterable[SlotInfo]) -> tuple[str, ...]:
    """What a player is told of the saves that cannot be read, whosever they were."""
    return tuple(unread(info.slot, info.problem) for info in infos if not info.loadable)


def unread(slot: str, problem: str) -> str:
    """What a player is told of a save that cannot be read."""
    return f"The save {slot} cannot be read and is left as it is: {problem}"
