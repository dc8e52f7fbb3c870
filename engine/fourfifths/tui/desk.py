"""What the command line hands to the full screen, and the way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fourfifths.author.workshop import Workshop
    from fourfifths.onward import Ahead
    from fourfifths.saves import SlotInfo
    from fourfifths.session import Session


class Desk(NamedTuple):
    """The ways to a session: a new one, one from a slot (None: the newest), and the slots there are.

    `newest` is the save that `resume(None)` goes on from, `ahead` the endings before a save, which take a while to find
    out, so another thread may ask. With a `workshop` the game is played by its author.
    """

    title: str
    start: Callable[[], Session]
    resume: Callable[[str | None], Session]
    slots: Callable[[], tuple[SlotInfo, ...]]
    delete: Callable[[str], None]
    newest: Callable[[], SlotInfo | None] = lambda: None
    workshop: Workshop | None = None
    ahead: Callable[[str], Ahead | None] = lambda slot: None  # noqa: ARG005


def run(
    desk: Desk,
    *,
    opening: Session | None = None,
    mouse: bool = True,
    overrides: Mapping[str, str | bool] | None = None,
) -> int:
    """Play on the full screen and return the exit code: 0, 1 after a crash or unsaved play, 128 + n after signal n.

    With `opening` the play screen comes first, else the title. `overrides` are preferences for this run only.
    """
    from fourfifths.tui.preferences import Preferences, prepare_environment

    prepare_environment()
    from fourfifths.tui.app import FourFifths

    preferences = Preferences.load(overrides or {})
    return FourFifths(desk, opening=opening, preferences=preferences).play(mouse=mouse)
