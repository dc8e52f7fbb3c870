"""The autosaves of the latest runs: the newest run in `auto`, older ones behind it.

A run is moved only under its lock, so a window that plays one keeps its slot; a save that cannot be read stays where it
is. What makes room when all slots are taken is a run without a choice, else the run that was played longest ago.
"""

from __future__ import annotations

from itertools import pairwise

from fourfifths.saves.errors import BusyError, NotFoundError, SaveError
from fourfifths.saves.slots import AUTOS
from fourfifths.saves.store import Store


def fresh(store: Store, run: str = "") -> str:
    """A claimed autosave slot for a new run; what stood there was moved behind it. SaveError where there is none.

    With a `run` the slot is for another way of that run, and an older way of it that nobody plays makes room first.
    """
    ages: dict[str, str] = {}
    taken = ""
    try:
        _claim(store, run, ages)
        taken = _make_room(store, ages)
    finally:
        for slot in ages:
            if slot != taken:
                store.release(slot)
    return taken


def _make_room(store: Store, ages: dict[str, str]) -> str:
    if not ages:
        raise BusyError("Not saved: all autosaves are in use or cannot be read.")
    order = list(ages)
    room = min(order, key=lambda slot: ages[slot])
    line = order[: order.index(room) + 1]
    for slot, behind in reversed(list(pairwise(line))):
        store.move(slot, behind)
    return line[0]


def _claim(store: Store, run: str, ages: dict[str, str]) -> None:
    """Claims free slots up to the first that may go, one without a choice or of this run, and notes their ages."""
    for slot in AUTOS:
        if store.holds(slot) or not store.claim(slot):
            continue
        try:
            body = store.read(slot)
            ages[slot] = body["saved_at"] if body["log"] and body["run"] != run else ""
        except NotFoundError:
            ages[slot] = ""
        except SaveError:
            store.release(slot)
            continue
        if not ages[slot]:
            return
