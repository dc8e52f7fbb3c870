"""`fourfifths export prose`: a story's words for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from fourfifths.commands.parameters import FOLDER, nearest_story
from fourfifths.commands.reading import deliver, readable
from fourfifths.tools import prose


@click.command(name="export", epilog="\b\nExample:\n  fourfifths export prose story > prose.jsonl")
@click.argument("what", type=click.Choice(["prose"]))
@click.argument("path", type=FOLDER, required=False)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the screen.")
def command(what: str, path: Path | None, output: Path | None) -> int:  # noqa: ARG001 - the one thing there is
    """Write every paragraph, document and label as JSON lines: file, line, scene, voice, kind and text.

    Exit code 0, 3 where the story cannot be read or the file cannot be written.
    """
    folder = path or nearest_story()
    story = readable(folder)
    if story is None:
        return 3
    found = (row._replace(file=str(folder / row.file))._asdict() for row in prose.rows(story))
    deliver("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), output)
    return 0
