"""What the body of a save looks like, declared once: every field, type and length, checked on reading and on writing.

A state is named, not numbered: `{"trust": 50, "published": "nothing", "audited": false}`, so that it outlives changes
of the story. `states` stand newest first, the first in full and each other as what differs from the one before it in
the list.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from fourfifths.saves.codec import Body
from fourfifths.saves.errors import DamagedError

Check = Callable[[Any], bool]

MAX_CHOICES = 20_000
MAX_LINE = 500
MAX_NOTE = 80
MAX_SEED = 2**63
_MAX_NAME = 400
_MAX_VALUES = 10_000


def text(limit: int = MAX_LINE) -> Check:
    """A text of at most `limit` characters."""
    return lambda value: isinstance(value, str) and len(value) <= limit


def whole(low: int, high: int) -> Check:
    """A whole number within bounds; True and False are none."""
    return lambda value: type(value) is int and low <= value <= high


def listing(item: Check, limit: int) -> Check:
    """A list of at most `limit` items."""
    return lambda value: isinstance(value, list) and len(value) <= limit and all(map(item, value))


def fixed(*items: Check) -> Check:
    """A list of exactly these items."""
    return lambda value: (
        isinstance(value, list)
        and len(value) == len(items)
        and all(check(item) for check, item in zip(items, value, strict=True))
    )


def mapping(item: Check, limit: int) -> Check:
    """An object of at most `limit` names."""
    return lambda value: (
        isinstance(value, dict)
        and len(value) <= limit
        and all(len(key) <= _MAX_NAME for key in value)
        and all(map(item, value.values()))
    )


def record(**fields: Check) -> Check:
    """An object with these fields; others are ignored."""
    return lambda value: (
        isinstance(value, dict) and all(name in value and check(value[name]) for name, check in fields.items())
    )


def either(*checks: Check) -> Check:
    """Any of these."""
    return lambda value: any(check(value) for check in checks)


_NAME = text(_MAX_NAME)
_NUMBER = whole(0, MAX_CHOICES)
_VALUE = either(whole(-(10**9), 10**9), lambda value: isinstance(value, bool), text(100))
_VALUES = mapping(_VALUE, _MAX_VALUES)
_STATE = fixed(_NUMBER, _NAME, _VALUES)
_CHANGE = fixed(_NAME, whole(-(10**9), 10**9), whole(-(10**9), 10**9), text())
_ENTRY = either(fixed(_NAME, text(), _NAME, text(), listing(_CHANGE, 100)), fixed(_NAME))

PLAY = record(
    kind=lambda value: value == "play",
    run=text(40),
    saved_at=text(40),
    app=text(40),
    note=text(MAX_NOTE),
    story=record(id=_NAME, title=text(), version=text(), hash=text()),
    preview=record(scene=text(), when=text(), meters=mapping(whole(-(10**9), 10**9), 100)),
    seed=whole(-MAX_SEED, MAX_SEED),
    first=fixed(_NAME, text()),
    log=listing(_ENTRY, MAX_CHOICES),
    cursor=_NUMBER,
    anchor=either(lambda value: value is None, _STATE),
    states=listing(_STATE, 100),
    kept=_VALUES,
)

_NAMES = listing(_NAME, 20_000)
PROFILE = record(
    kind=lambda value: value == "profile", stories=mapping(record(endings=_NAMES, choices=_NAMES), limit=1_000)
)


def play(body: Body) -> Body:
    """The body, checked as a game's. DamagedError where it is not one."""
    if not PLAY(body) or not _coherent(body):
        raise DamagedError("The save is damaged.")
    return body


def profile(body: Body) -> Body:
    """The body, checked as a profile's."""
    if not PROFILE(body):
        raise DamagedError("The profile is damaged.")
    return body


def _coherent(body: Body) -> bool:
    """The numbers fit: the cursor lies in the log and has its state, states count down, the anchor lies in the log."""
    length = len(body["log"])
    numbers = [state[0] for state in body["states"]]
    anchor = body["anchor"][0] if body["anchor"] else 0
    falling = all(later > earlier for later, earlier in itertools.pairwise(numbers))
    return body["cursor"] in numbers and falling and max(numbers) <= length and anchor <= length
