"""What a command that only reads a story begins and ends with: the story, and where its answer goes."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from fourfifths import edge, excerpt
from fourfifths.compiler import compile_story
from fourfifths.diagnostics import Diagnostic, StoryError
from fourfifths.model import Story


class UnwrittenError(click.ClickException):
    """A file or folder that a user named cannot be written."""

    exit_code = 3


def readable(folder: Path) -> Story | None:
    """The story in a folder; where it has mistakes they are shown, and there is none."""
    try:
        return compile_story(folder)
    except StoryError as mistakes:
        mistaken(excerpt.rooted(mistakes.diagnostics, folder))
        return None


def mistaken(found: Iterable[Diagnostic]) -> None:
    """Shows mistakes on standard error, each with an excerpt of its file."""
    click.echo(excerpt.full(found, colour=edge.coloured(sys.stderr)), err=True)


def deliver(text: str, output: Path | None) -> None:
    """Writes an answer to a file, or to the screen. A file that cannot be written is a user's error."""
    if output is None:
        click.echo(text, nl=False)
        return
    with writing(output):
        output.write_text(text, encoding="utf-8")


def made(folder: Path) -> Path:
    """The folder, made where it is not there. One that cannot be made is a user's error."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns the system's refusal to write something into a user's error."""
    try:
        yield
    except OSError as error:
        raise UnwrittenError(f"{path} cannot be written: {error.strerror or error}.") from error
