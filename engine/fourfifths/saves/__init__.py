"""Saves: a store of slots, its codec, the folder it stands in, and the player's profile. Knows nothing of a story."""

from __future__ import annotations

from fourfifths.saves.errors import (
    BusyError,
    DamagedError,
    NewerError,
    NotFoundError,
    SaveError,
    SlotNameError,
)
from fourfifths.saves.slots import QUICK, SlotInfo
from fourfifths.saves.store import Store

__all__ = [
    "QUICK",
    "BusyError",
    "DamagedError",
    "NewerError",
    "NotFoundError",
    "SaveError",
    "SlotInfo",
    "SlotNameError",
    "Store",
]
