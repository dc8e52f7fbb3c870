"""`fourfifths diff`: what an edit did to a story."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from fourfifths import edge
from fourfifths.commands.parameters import nearest_story
from fourfifths.commands.reading import mistaken
from fourfifths.diagnostics import StoryError
from fourfifths.model import Story
from fourfifths.testing import outcomes, select
from fourfifths.testing.collect import collect
from fourfifths.testing.library import Library
from fourfifths.tools import diff
from fourfifths.tools.diff import Difference, Entry, Sign, sources

UNREADABLE = 3
_USUAL = Path("tests/playthroughs")


@click.command(
    name="diff",
    epilog="\b\nExamples:\n  fourfifths diff HEAD story\n  fourfifths diff v0.1.0:story HEAD:story --format markdown",
)
@click.argument("old")
@click.argument("new", required=False)
@click.option("--format", "style", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option(
    "--playthroughs",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="Play these in both; tests/playthroughs where that is there.",
)
def command(old: str, new: str | None, style: str, paths: tuple[Path, ...]) -> int:
    """Say what NEW does otherwise than OLD: stories' folders, or revisions of the git repository here.

    A revision means the story's folder as it was then; REVISION:FOLDER names another one. Without NEW it is the nearest
    story as it stands. Nothing is checked out.

    Exit code 0 where they do the same, 1 where not, 2 where the command was called wrongly, 3 where one cannot be read.
    """
    folder = nearest_story()
    try:
        before, after = (_story(name, folder) for name in (old, new or str(folder)))
    except sources.SourceError as error:
        edge.complain(f"{error}.")
        return UNREADABLE
    except StoryError as mistakes:
        mistaken(mistakes.diagnostics)
        return UNREADABLE
    found = _played(diff.compare(before, after), before, after, paths or ((_USUAL,) if _USUAL.is_dir() else ()))
    shown = {"text": diff.as_text, "markdown": diff.as_markdown, "json": diff.as_json}[style](found)
    click.echo(shown, nl=not shown.endswith("\n"))
    return 1 if found else 0


def _story(name: str, folder: Path) -> Story:
    try:
        return sources.story(name, folder)
    except StoryError as mistakes:
        named = (
            replace(item, span=item.span._replace(file=f"{name}:{item.span.file}")) for item in mistakes.diagnostics
        )
        raise StoryError(named) from None


def _played(found: Difference, old: Story, new: Story, paths: tuple[Path, ...]) -> Difference:
    """The difference with the playthroughs of this story that come out otherwise."""
    if old.hash == new.hash or not paths:
        return found
    collected = collect(select.files(paths), Library())
    plays = [play for play in collected.playthroughs if play.story.id == new.id]
    changed = outcomes.changed(plays, old, new)
    entries = [Entry("playthroughs", Sign.CHANGED, one.name, one.span, one.old, one.new) for one in changed]
    broken = sorted({mistake.span.file for mistake in collected.mistakes})
    notes = tuple(f"{file} has mistakes and was not played" for file in broken)
    return replace(found, entries=(*found.entries, *entries), notes=notes)
