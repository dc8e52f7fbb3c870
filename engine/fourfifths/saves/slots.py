"""Slots: their names, and what a list of saves shows of each.

A name is an id and nothing a player types freely; the player's own words are the note inside the save.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from fourfifths.markup import clean
from fourfifths.saves.codec import Body
from fourfifths.saves.errors import SlotNameError
from fourfifths.saves.shape import MAX_NOTE

QUICK = "quick"
AUTOS = ("auto", *(f"auto-{number}" for number in range(2, 11)))
MOST_LISTED = 8
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """What a list of saves shows. `problem` says in a sentence what is wrong; such a save may still be `loadable`."""

    slot: str
    title: str = ""
    scene_title: str = ""
    when: str = ""
    saved_at: str = ""
    choices: int = 0
    meters: dict[str, int] = field(default_factory=dict)
    note: str = ""
    problem: str = ""
    loadable: bool = True
    story: str = ""
    """The story's id."""
    run: str = ""
    """The run's id; saves of one run share it."""


def is_name(name: str) -> bool:
    """Whether this can be a slot's name."""
    return bool(_NAME.fullmatch(name)) and name not in _DEVICES


def checked(name: str) -> str:
    """The name itself. SlotNameError where it cannot be a slot's."""
    if not is_name(name):
        raise SlotNameError(
            f"{clean(name[:40])!r} cannot name a save: use up to 32 small letters, digits, hyphens and underscores."
        )
    return name


def players(name: str) -> str:
    """The name itself. SlotNameError where it cannot be that of a player's save."""
    if checked(name) in AUTOS:
        raise SlotNameError(f"{name!r} is the game's own; take another name.")
    return name


def listed(names: Iterable[str]) -> str:
    """Which saves there are instead, as the end of a sentence that one is missing; a player's own come first."""
    found = sorted(names, key=lambda name: (AUTOS.index(name) + 1 if name in AUTOS else 0, name))
    more = f" and {len(found) - MOST_LISTED} more" if len(found) > MOST_LISTED else ""
    are = "is" if len(found) == 1 else "are"
    return f"; there {are} {', '.join(found[:MOST_LISTED])}{more}" if found else " and no other"


def note(words: str) -> str:
    """The player's words as a save keeps them: one clean line of bounded length."""
    return " ".join(clean(words[: 4 * MAX_NOTE]).split())[:MAX_NOTE].strip()


def now() -> str:
    """This moment, as ISO text in UTC that sorts as time passes."""
    nanoseconds = time.time_ns()
    seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(nanoseconds // 10**9))
    return f"{seconds}.{nanoseconds // 1000 % 10**6:06d}Z"


def local(moment: str) -> str:
    """A moment as the player's own clock has it, to the minute; what is no moment, cut to that length."""
    from datetime import datetime

    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return moment[:16]


def describe(slot: str, body: Body) -> SlotInfo:
    """What a list shows of this body."""
    preview = body["preview"]
    return SlotInfo(
        slot=slot,
        title=clean(body["story"]["title"]),
        scene_title=clean(preview["scene"]),
        when=clean(preview["when"]),
        saved_at=clean(body["saved_at"]),
        choices=body["cursor"],
        meters={clean(label): value for label, value in preview["meters"].items()},
        note=note(body["note"]),
        problem="The last save here is damaged; this is the one before it." if body.get("recovered") else "",
        story=body["story"]["id"],
        run=body["run"],
    )
