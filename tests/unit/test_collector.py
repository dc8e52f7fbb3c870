"""The collector of cycles is out of the way inside, and what was made there counts as old after."""

from __future__ import annotations

import gc

from fourfifths.collector import paused


def test_nothing_is_collected_inside_and_it_goes_on_after() -> None:
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_made_inside_is_old_after() -> None:
    with paused():
        kept = [[number] for number in range(1000)]
    old = {id(thing) for thing in gc.get_objects(2)}
    assert {id(thing) for thing in kept} <= old


def test_what_was_frozen_before_stays_frozen() -> None:
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        with paused():
            pass
        assert gc.get_freeze_count() >= before > 0
    finally:
        gc.unfreeze()
