"""What the application does for an author while the game is played: watch the files, and lend the terminal out."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from fourfifths.author.editor import Editor, EditorError
from fourfifths.author.watch import PERIOD
from fourfifths.diagnostics import Span
from fourfifths.tui.author.page import AuthorPage
from fourfifths.tui.screens.page import Page

if TYPE_CHECKING:
    from fourfifths.author.workshop import Workshop
    from fourfifths.tui.app import FourFifths

NOWHERE = subprocess.DEVNULL
_KEYS_OF_THE_EDITOR = (signal.SIGINT, signal.SIGQUIT) if hasattr(signal, "SIGQUIT") else (signal.SIGINT,)


def begin(app: FourFifths, workshop: Workshop) -> None:
    """Read the story again whenever one of its files is saved, for as long as the application runs."""
    if workshop.watch is not None:
        app.run_worker(_watching(app, workshop), name="watch")


def reload(app: FourFifths, workshop: Workshop) -> None:
    """Read the story again now."""
    app.run_worker(_reloading(app, workshop, always="Read again: the story is as it was."), group="reload")


def edit(app: FourFifths, workshop: Workshop, place: Span) -> str:
    """Open the author's editor at a place; what to tell, empty where the editor says it all."""
    try:
        editor = workshop.editor(dict(os.environ), place)
        if not editor.terminal:
            subprocess.Popen(editor.words, stdin=NOWHERE, stdout=NOWHERE, stderr=NOWHERE, start_new_session=True)  # noqa: S603
            return f"{_name(editor)} is asked to open {place.file}:{place.line}."
        code = _lend(app, editor)
    except (EditorError, OSError) as error:
        return f"{error}. Set FOURFIFTHS_EDITOR, VISUAL or EDITOR."
    except SuspendNotSupported:
        return "There is no terminal here that an editor could have."
    reload(app, workshop)
    return f"{_name(editor)} ended with {code}." if code else ""


def _lend(app: FourFifths, editor: Editor) -> int:
    with _deaf(app), app.suspend():
        return subprocess.call(editor.words)  # noqa: S603 - the author's own editor


def _name(editor: Editor) -> str:
    return Path(editor.words[0]).name


@contextmanager
def _deaf(app: FourFifths) -> Iterator[None]:
    """Ctrl+C and Ctrl+\\ are the editor's alone, as in any shell that waits for a program.

    They are not ignored, or the editor would ignore them too. The loop must have read what was caught
    meanwhile before it listens again.
    """
    loop = asyncio.get_running_loop()
    for number in _KEYS_OF_THE_EDITOR:
        loop.remove_signal_handler(number)
        signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        loop.call_later(PERIOD, app.hear)


async def _watching(app: FourFifths, workshop: Workshop) -> None:
    while workshop.watch is not None:
        await asyncio.sleep(PERIOD)
        if workshop.watch.settled():
            await _reloading(app, workshop)


async def _reloading(app: FourFifths, workshop: Workshop, always: str = "") -> None:
    read = await asyncio.to_thread(workshop.read)
    said = workshop.take(read, app.session) or always
    screen = app.screen
    if isinstance(screen, AuthorPage):
        screen.renew()
    if said and isinstance(screen, Page):
        screen.flash(said)
