"""`fourfifths where`: every place that sets, reads or shows a name."""

from __future__ import annotations

import json
from pathlib import Path

import click

from fourfifths import markup
from fourfifths.commands.parameters import FOLDER, nearest_story
from fourfifths.commands.reading import readable
from fourfifths.tools import where


@click.command(name="where", epilog="\b\nExamples:\n  fourfifths where trust\n  fourfifths where juno/purple story")
@click.argument("name")
@click.argument("path", type=FOLDER, required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object to a line.")
def command(name: str, path: Path | None, as_json: bool) -> int:
    """Show where NAME is declared, set, read, shown, reached or seen, as file:line:column.

    NAME is a meter, variable, memory, fact, person, place or scene. Exit code 1 where the story has no such name,
    3 where it cannot be read.
    """
    folder = path or nearest_story()
    story = readable(folder)
    if story is None:
        return 3
    found = where.uses(story, name)
    for use in found:
        place = f"{folder / use.span.file}:{use.span.line}:{use.span.column}"
        click.echo(json.dumps({"place": place, "does": use.does, "words": use.words}) if as_json else _line(place, use))
    if not found:
        near = where.near(story, name)
        click.echo(
            markup.clean(f"Nothing here is called {name!r}.{f' Did you mean {near!r}?' if near else ''}"), err=True
        )
    return 0 if found else 1


def _line(place: str, use: where.Use) -> str:
    return markup.clean(f"{place}: {use.does:8} {' '.join(use.words.split())}")
