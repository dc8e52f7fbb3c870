"""Sessions of the tiny story on a disk in memory, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fourfifths.saves import Store, codec
from fourfifths.session import Session
from fourfifths.state import Turn
from fourfifths.step import begin, step
from tests.unit.saves.memory import MemoryFiles
from tests.unit.stories import tiny

FOLDER = Path("/saves")
STORY = tiny()
WALK = ("song", "quarrel", "down", "audit", "quarrel", "down", "up")


def opened(files: MemoryFiles) -> Store:
    return Store(FOLDER, files)


def started(files: MemoryFiles, *choices: str, seed: int = 0) -> Session:
    session = Session.start(STORY, opened(files), seed=seed)
    for choice in choices:
        session.choose(choice)
    return session


def again(files: MemoryFiles, slot: str | None = None) -> Session:
    return Session.resume(STORY, opened(files), slot)


def turns(*choices: str) -> list[Turn]:
    found = [begin(STORY)]
    for choice in choices:
        found.append(step(STORY, found[-1].state, choice))
    return found


def on_disk(files: MemoryFiles, slot: str = "auto") -> dict[str, Any]:
    return codec.decode(files.read(FOLDER / f"{slot}.save.json"))
