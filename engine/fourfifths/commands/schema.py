"""`fourfifths schema`: JSON Schemas for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from fourfifths.commands.parameters import nearest_story
from fourfifths.commands.reading import deliver, made, readable
from fourfifths.compiler import compile_files
from fourfifths.testing.schema import playthrough
from fourfifths.tools import schema

_KINDS = (*schema.FILES, *schema.TABLES, "playthrough")


@click.command(
    name="schema",
    epilog="\b\nExamples:\n  fourfifths schema -o schema\n"
    "  fourfifths schema --story -o schema    (completes this story's own names)",
)
@click.argument("kind", type=click.Choice(_KINDS), required=False)
@click.option(
    "--story", "own", is_flag=True, help="With the names of the nearest story, so that editors complete them."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write KIND.schema.json files here.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where a file in the folder is not current.")
def command(kind: str | None, own: bool, output: Path | None, check: bool) -> int:
    """Write the JSON Schemas of story.yaml, scene files, facts.yaml, tables and playthrough files, or of one KIND."""
    known = _known() if own else schema.NOBODY
    if known is None:
        return 3
    found = {**schema.schemas(known), **schema.tables(), "playthrough": playthrough(known)}
    texts = {name: json.dumps(found[name], indent=2) + "\n" for name in _KINDS if kind in (None, name)}
    folder = output or (Path("schema") if check else None)
    if folder is None:
        click.echo("".join(texts.values()), nl=False)
        return 0
    if check:
        return _checked(texts, folder)
    made(folder)
    for name, text in texts.items():
        deliver(text, folder / f"{name}.schema.json")
    return 0


def _checked(texts: dict[str, str], folder: Path) -> int:
    stale = [name for name, text in texts.items() if _read(folder / f"{name}.schema.json") != text]
    for name in stale:
        click.echo(f"{folder / name}.schema.json is not current", err=True)
    return 1 if stale else 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _known() -> schema.Known | None:
    folder = nearest_story()
    story = readable(folder)
    return None if story is None else schema.known(story, compile_files(folder).sources.values())
