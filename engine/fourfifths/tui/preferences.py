"""What a player set once and keeps: a small JSON file of known words.

An unreadable file or an unknown value counts as the default; the file is replaced whole, never written in place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from fourfifths import atomic

Value = str | bool


class Option(NamedTuple):
    """One preference: its name in the file, its label, what it may be (the default first) and a line about it."""

    name: str
    label: str
    values: tuple[Value, ...]
    about: str


OPTIONS = (
    Option(
        "theme",
        "Theme",
        ("dark", "light", "contrast", "ansi16", "none"),
        "ansi16 uses the terminal's own colours, none uses no colour.",
    ),
    Option("numbers", "Meter numbers", (True, False), "The number beside each meter."),
    Option("patterns", "Meter bars", (True, False), "A bar in its own pattern for each meter."),
    Option("ascii", "ASCII only", (False, True), "Plain characters for frames, bars and marks."),
    Option("hints", "Hints", ("dots", "none"), "Which meters a choice touches and how strongly, never which way."),
    Option("locked", "Locked choices", (True, False), "Show choices you cannot take, and why."),
    Option("undo", "Going back", ("free", "off"), "Undo any choice, or live with it."),
    Option("motion", "Reduced motion", (True, False), "Nothing on the screen moves by itself."),
    Option("cursor", "Real cursor", (False, True), "Put the terminal's cursor on the choice, for screen readers."),
    Option("endings", "Count endings in saves", (False, True), "How many endings can still be reached from each save."),
)


class Preferences:
    """The values by name. `path` is None where they are not kept (tests)."""

    def __init__(
        self,
        values: dict[str, Value] | None = None,
        path: Path | None = None,
        overrides: dict[str, Value] | None = None,
    ) -> None:
        self.values = values or {}
        self.path = path
        self.overrides = overrides or {}

    @classmethod
    def load(cls, overrides: Mapping[str, Value] | None = None, path: Path | None = None) -> Preferences:
        """The preferences kept in the file, with `overrides` for this run."""
        path = path or settings_path()
        return cls(_known(_read(path)), path, _known(overrides or {}))

    def get(self, name: str) -> Value:
        """The value in force now."""
        default = next(option.values[0] for option in OPTIONS if option.name == name)
        return self.overrides.get(name, self.values.get(name, default))

    def on(self, name: str) -> bool:
        """Whether a yes-or-no preference is on."""
        return self.get(name) is True

    def cycle(self, option: Option, by: int) -> None:
        """Take the option's next value (or the one before) and keep it."""
        at = option.values.index(self.get(option.name))
        self.overrides.pop(option.name, None)
        self.values[option.name] = option.values[(at + by) % len(option.values)]
        self.save()

    def save(self) -> None:
        """Replace the file; a folder that cannot be written costs only the memory of it."""
        if self.path is None:
            return
        with suppress(OSError):
            atomic.replace(self.path, f"{json.dumps(self.values, indent=2)}\n".encode())


def settings_path() -> Path:
    """Where preferences are kept: FOURFIFTHS_CONFIG, or the platform's configuration folder."""
    if given := os.environ.get("FOURFIFTHS_CONFIG"):
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path("fourfifths") / "settings.json"


def prepare_environment() -> None:
    """Settle what Textual reads while it is imported. An empty NO_COLOR means nothing, as no-color.org has it."""
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")


def _known(values: Mapping[str, object]) -> dict[str, Value]:
    """Only the names and values that exist."""
    found: dict[str, Value] = {}
    for option in OPTIONS:
        value = values.get(option.name)
        match = next((known for known in option.values if known == value and type(known) is type(value)), None)
        if match is not None:
            found[option.name] = match
    return found


def _read(path: Path) -> dict[str, object]:
    try:
        loaded = json.loads(path.read_bytes()[:65536].decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
