"""The ways to play, by name. Those through a front end are imported when they are asked for."""

from __future__ import annotations

from fourfifths.testing.drivers import MachineDriver, StepDriver
from fourfifths.testing.runner import Maker

WAYS = ("step", "machine", "saves", "screen", "plain")


def maker(way: str) -> Maker:
    """What makes a driver that plays this way."""
    if way == "machine":
        return MachineDriver
    if way == "saves":
        from fourfifths.testing.saved import SavedDriver

        return SavedDriver
    if way == "screen":
        from fourfifths.testing.screen import ScreenDriver

        return ScreenDriver
    if way == "plain":
        from fourfifths.testing.lines import LinesDriver

        return LinesDriver
    return StepDriver
