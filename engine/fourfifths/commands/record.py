"""`fourfifths record`: a saved game or a script of line mode as a playthrough file."""

from __future__ import annotations

from pathlib import Path

import click

from fourfifths import bundled, edge
from fourfifths.commands.parameters import FOLDER, saves_option, seed_option
from fourfifths.commands.reading import deliver
from fourfifths.compiler import compile_story
from fourfifths.diagnostics import StoryError
from fourfifths.model import Story
from fourfifths.saves import SaveError, Store
from fourfifths.saves.folder import choose
from fourfifths.testing import record
from fourfifths.testing.record import Move, RecordError
from fourfifths.testing.steps import first

_SUFFIX = ".save.json"
UNREADABLE = 3


@click.command(
    name="record",
    epilog="\b\nExamples:\n  fourfifths record auto -o tests/playthroughs/mine.play.yaml\n"
    "  fourfifths record script.txt --story path/to/story -o mine.play.yaml",
)
@click.argument("source", metavar="SAVE_OR_SCRIPT")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Else it is shown."
)
@click.option("--force", is_flag=True, help="Write over FILE where it is there already.")
@click.option(
    "--story", type=FOLDER, metavar="DIR", help="The story it was played in; else the one that ships with the game."
)
@click.option("--name", help="What the playthrough is called; else as the save or the script is.")
@seed_option("The seed a script was played with.")
@saves_option
def command(
    source: str,
    output: Path | None,
    force: bool,
    story: Path | None,
    name: str | None,
    seed: int,
    saves: Path | None,
) -> int:
    """Make a playthrough file of a saved game (its slot or its file) or of a script for line mode.

    Every step expects the scene it led to and the meters as they stood then.

    Exit code 0, 2 where FILE is there already, 3 where something cannot be read or written.
    """
    if output and output.exists() and not force:
        raise click.UsageError(f"{output} is there already; --force writes over it.")
    folder = story or bundled.story_folder()
    try:
        played = compile_story(folder)
        moves, drawn = _moves(source, played, seed, saves)
        beside = output.parent if output else Path()
        title = name or f"recorded from {Path(source).name}"
        text = record.text(played, bundled.named(folder, beside), title, moves, drawn)
    except (StoryError, SaveError, RecordError, OSError, UnicodeDecodeError) as error:
        edge.complain(first(error) if isinstance(error, StoryError) else str(error))
        return UNREADABLE
    deliver(text, output)
    if output:
        edge.complain(f"{len(moves)} steps written to {output}.")
    return 0


def _moves(source: str, story: Story, seed: int, saves: Path | None) -> tuple[tuple[Move, ...], int]:
    """What was done, and the seed it was done with."""
    path = Path(source)
    if path.is_file() and not path.name.endswith(_SUFFIX):
        return record.of_script(path.read_text(encoding="utf-8").splitlines(), story, seed), seed
    folder, slot = (path.parent, path.name.removesuffix(_SUFFIX)) if path.is_file() else (choose(saves), source)
    body = Store(folder).read(slot)
    return record.of_save(body, story), int(body["seed"])
