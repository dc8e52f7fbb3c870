"""A value that an author sets by hand: `trust 60`, `soup = thin`, `lid true`, `visits luna/kitchen 2`."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TypeVar

from fourfifths.effects import written
from fourfifths.model import Slot, SlotKind, Story

T = TypeVar("T")


class SettingError(Exception):
    """What an author typed sets nothing; says why and what would."""


def setting(story: Story, typed: str) -> tuple[Slot, int]:
    """The slot and its new value. SettingError where there is no such name or it has no such value."""
    name, _, word = typed.replace("=", " ").strip().rpartition(" ")
    name = name.strip()
    slot = story.slot(name)
    if slot is None:
        raise SettingError(_unknown(story, name or word))
    return slot, _value(slot, word)


def range_of(slot: Slot) -> str:
    """What a slot may be."""
    if slot.givable:
        return f"one of {', '.join(slot.givable)}"
    return "true or false" if slot.kind is SlotKind.FLAG else f"{slot.low} to {slot.high}"


def settable(story: Story, typed: str, values: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
    """Names that what was typed so far may mean, each with its value and what it may be."""
    start = typed.replace("=", " ").strip()
    whole = story.slot(start.rpartition(" ")[0].strip())
    found = [whole] if whole else near(start, {slot.name: slot for slot in story.slots})
    return tuple((slot.name, f"{written(slot, values[slot.index])}; {range_of(slot)}") for slot in found)


def near(typed: str, known: Mapping[str, T]) -> list[T]:
    """The things whose names begin with, hold, or are spelled nearly as what was typed, in this order."""
    word = typed.lower()
    begins = [name for name in known if name.startswith(word) or name.partition("/")[2].startswith(word)]
    holds = [name for name in known if word in name and name not in begins]
    alike = difflib.get_close_matches(word, known, n=5, cutoff=0.5) if not begins and not holds else []
    return [known[name] for name in (*begins, *holds, *alike)]


def _value(slot: Slot, word: str) -> int:
    if word in slot.givable:
        return slot.givable.index(word)
    if slot.kind is SlotKind.FLAG and word in ("true", "false"):
        return int(word == "true")
    whole = word.isascii() and word.removeprefix("-").isdecimal() and slot.kind is not SlotKind.FLAG and not slot.words
    if whole and len(word) < 12 and slot.low <= int(word) <= slot.high:
        return int(word)
    raise SettingError(f"{slot.name} is {range_of(slot)}, not {word!r}.")


def _unknown(story: Story, name: str) -> str:
    slot = story.slot(name)
    if slot is not None:
        return f"Say what {name} shall be: {range_of(slot)}."
    found = near(name, {slot.name: slot for slot in story.slots})
    return f"There is no {name!r}." + (f" Did you mean {found[0].name!r}?" if name and found else "")
