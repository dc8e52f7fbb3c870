"""What a player may lose for good: each ending, and the end of each act."""

from __future__ import annotations

from dataclasses import dataclass

from fourfifths.model import Story


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to be reached: its name, and the scenes where it is."""

    name: str
    scenes: frozenset[str]


def aims(story: Story) -> tuple[Aim, ...]:
    """Every ending, then the end of every act: a scene of a later one, or an ending. Those in the same scenes once."""
    found: dict[frozenset[str], Aim] = {}
    endings: dict[str, set[str]] = {}
    for scene in story.scenes.values():
        if scene.ending:
            endings.setdefault(scene.ending.id, set()).add(scene.id)
    for name, scenes in endings.items():
        found.setdefault(frozenset(scenes), Aim(f"the ending {name}", frozenset(scenes)))
    for act in sorted({scene.act for scene in story.scenes.values()}):
        there = frozenset(s.id for s in story.scenes.values() if s.act > act or (s.act == act and s.ending))
        if there:
            found.setdefault(there, Aim(f"the end of {story.acts[act].title}", there))
    return tuple(found.values())


def any_ending(story: Story) -> Aim:
    """Whatever ends the story."""
    return Aim("any ending", frozenset(scene.id for scene in story.scenes.values() if scene.ending))
