"""From what a player asked for to a front end with a session in it.

Imports only what the chosen front end needs: Textual for the full screen alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fourfifths import bundled, edge, storycache
from fourfifths.diagnostics import StoryError
from fourfifths.saves import NotFoundError, SaveError, Store
from fourfifths.saves.folder import choose as saves_folder
from fourfifths.session import Session, newest

if TYPE_CHECKING:
    from fourfifths.author.workshop import Recorder, Workshop
    from fourfifths.model import Story

USAGE, UNREADABLE = 2, 3


class Options(NamedTuple):
    """What a player asked for. `full_screen` is None where the game chooses; `story` None is the one that ships."""

    story: Path | None = None
    full_screen: bool | None = None
    new: bool = False
    slot: str | None = None
    seed: int = 0
    saves: Path | None = None
    theme: str | None = None
    ascii_only: bool = False
    mouse: bool = True
    author: bool = False
    watch: bool = False


def play(options: Options, recorder: Recorder | None = None) -> int:
    """Play until the player stops, and return the exit code. `recorder` writes an author's playthrough files."""
    why_lines = line_mode(options.full_screen, os.environ)
    if options.full_screen and not _terminal():
        edge.complain("--tui needs a terminal, and there is none here. Leave it out to play line by line.")
        return USAGE
    folder = options.story or bundled.story_folder()
    try:
        making = _workshop(folder, options, recorder) if options.author else None
        story = storycache.load(folder)
    except StoryError as error:
        return _broken(folder, error)
    store = Store(saves_folder(options.saves))
    workshop = making(story) if making else None
    try:
        if why_lines:
            return _lines(story, store, options, why_lines, workshop)
        return _screen(story, store, options, workshop)
    except SaveError as error:
        edge.complain(str(error))
        return UNREADABLE
    finally:
        store.close()


def line_mode(full_screen: bool | None, environment: Mapping[str, str]) -> str:
    """Who or what asks for line mode: an option, else the environment, else what the terminal cannot do; or nothing."""
    if full_screen is not None:
        return "" if full_screen else "--plain"
    for variable in ("FOURFIFTHS_PLAIN", "ACCESSIBLE"):
        if environment.get(variable, "0") not in ("", "0"):
            return variable
    if not _terminal():
        return "no terminal"
    return "TERM says so" if environment.get("TERM", "") in ("", "dumb") else ""


def _workshop(folder: Path, options: Options, recorder: Recorder | None) -> Callable[[Story], Workshop] | None:
    """What makes the workshop of the story once it is read; nothing for a visitor in a browser.

    It watches from before the reading, so that no change falls between.
    """
    if "web_driver" in os.environ.get("TEXTUAL_DRIVER", ""):
        edge.complain("author mode is off in a browser.")
        return None
    from fourfifths.author.watch import Watch
    from fourfifths.author.workshop import Workshop

    watch = Watch(folder) if options.watch else None
    return lambda story: Workshop(folder, story, watch, recorder)


def _terminal() -> bool:
    """Whether keys can be read and a screen drawn; Textual draws on standard error."""
    return edge.is_tty(sys.stdin) and edge.is_tty(sys.stderr)


def _broken(folder: Path, error: StoryError) -> int:
    from fourfifths import excerpt

    found = excerpt.rooted(error.diagnostics, folder)
    if sys.stderr is not None:
        sys.stderr.write(excerpt.full(found, colour=edge.coloured(sys.stderr)) + "\n\n")
    edge.complain(f"this story cannot be played yet: {excerpt.summary(found)}.")
    return UNREADABLE


def _lines(story: Story, store: Store, options: Options, why: str, workshop: Workshop | None) -> int:
    from fourfifths import plain

    session = _session(story, store, options)
    terminal = plain.Terminal.standard(ascii_only=options.ascii_only)
    try:
        strict = options.new and not terminal.interactive
        return plain.run(session, terminal, asked_by=why, strict=strict, workshop=workshop)
    finally:
        session.close()


def _session(story: Story, store: Store, options: Options) -> Session:
    """The session asked for: a new one, the one in a slot, the newest that can be read, or one that says why not."""
    if options.new:
        return Session.start(story, store, seed=options.seed)
    try:
        return Session.resume(story, store, options.slot)
    except NotFoundError as nothing:
        if options.slot is not None:
            raise
        session = Session.start(story, store, seed=options.seed)
        if nothing.unread:
            session.notices = (*nothing.unread, "No game could be continued; this is a new one.")
        return session


def _screen(story: Story, store: Store, options: Options, workshop: Workshop | None) -> int:
    from fourfifths import tui
    from fourfifths.session.ahead import Prospects

    def now() -> Story:
        return workshop.story if workshop else story

    desk = tui.Desk(
        title=story.title,
        start=lambda: Session.start(now(), store, seed=options.seed),
        resume=lambda slot: Session.resume(now(), store, slot),
        slots=store.slots,
        delete=store.delete,
        newest=lambda: newest(now(), store),
        workshop=workshop,
        ahead=Prospects(now, store).of,
    )
    asked = options.new or options.slot is not None
    opening = _session(story, store, options) if asked else None
    overrides: dict[str, str | bool] = {"theme": options.theme} if options.theme else {}
    if options.ascii_only:
        overrides["ascii"] = True
    return tui.run(desk, opening=opening, mouse=options.mouse, overrides=overrides)
