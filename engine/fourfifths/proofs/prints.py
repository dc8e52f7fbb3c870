"""Prints of scenes: equal where a scene plays and reads the same, wherever it stands in its file.

Slots count by what they are, not by their number, so a variable more in story.yaml changes no scene's print.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from hashlib import blake2b

from fourfifths.diagnostics import Span
from fourfifths.model import Alternative, Condition, Scene, Slot, Story


def prints(story: Story) -> dict[str, str]:
    """The print of each scene."""
    return {scene.id: _digest(_told(scene, story)) for scene in story.scenes.values()}


def _digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=12).hexdigest()


def _told(value: object, story: Story) -> object:
    """A value without places and numbers of slots."""
    if isinstance(value, Slot):
        return value.name, value.low, value.high, value.start, value.words
    if isinstance(value, Condition):
        return value.source, tuple(_told(story.slots[index], story) for index in value.reads)
    if isinstance(value, Alternative):
        return value.kind, story.slots[value.visits].name, value.key, _told(value.arms, story)
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple):
        return tuple(_told(item, story) for item in value)
    if is_dataclass(value):
        told = tuple(_told(getattr(value, each.name), story) for each in fields(value) if each.name != "knows")
        return (*told, *(name for name, _ in value.knows)) if isinstance(value, Scene) else told
    return value
