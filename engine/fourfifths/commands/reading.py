"""What a command that only reads a story begins and ends with: the story, and where its answer goes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fourfifths import edge, excerpt
from fourfifths.compiler import compile_story
from fourfifths.diagnostics import StoryError
from fourfifths.model import Story


def readable(folder: Path) -> Story | None:
    """The story in a folder; where it has mistakes they are shown, and there is none."""
    try:
        return compile_story(folder)
    except StoryError as mistakes:
        found = excerpt.rooted(mistakes.diagnostics, folder)
        click.echo(excerpt.full(found, colour=edge.coloured(sys.stderr)), err=True)
        return None


def deliver(text: str, output: Path | None) -> None:
    """Writes an answer to a file, or to the screen. A file that cannot be written is a user's error."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(output), error.strerror or "it cannot be written") from error
