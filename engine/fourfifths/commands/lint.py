"""`fourfifths lint`: a story's mistakes, for a person, a log or a program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fourfifths import bundled, edge, excerpt
from fourfifths.commands.parameters import FOLDER
from fourfifths.compiler import check
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story


@click.command(name="lint", epilog="\b\nExample:\n  fourfifths lint story --format concise")
@click.argument("path", type=FOLDER, required=False)
@click.option("--format", "style", type=click.Choice(["full", "concise", "json"]), default="full", show_default=True)
def command(path: Path | None, style: str) -> int:
    """Check the story in PATH; without one, the story here or in story/, else the one that ships with the game.

    Exit code 0 where there is nothing to mend, 1 where there is.
    """
    folder = path or _nearest()
    story, diagnostics = check(folder)
    found = excerpt.rooted(diagnostics, folder)
    if said := _shown(story, found, style):
        click.echo(said)
    return 1 if found else 0


def _nearest() -> Path:
    found = (folder for folder in (Path(), Path("story")) if (folder / "story.yaml").is_file())
    return next(found, None) or bundled.story_folder()


def _shown(story: Story | None, found: tuple[Diagnostic, ...], style: str) -> str:
    if style == "json":
        return excerpt.as_json(found)
    if style == "concise":
        return excerpt.concise(found)
    if found or story is None:
        return f"{excerpt.full(found, colour=edge.coloured(sys.stdout))}\n\n{excerpt.summary(found)}."
    choices = sum(len(scene.choices) for scene in story.scenes.values())
    return f"{story.title} {story.version}: {len(story.scenes)} scenes, {choices} choices, nothing to mend."
