"""`fourfifths inspect`: the sums a story claims, with their terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourfifths import excerpt
from fourfifths.commands import inspecting
from fourfifths.commands.parameters import FOLDER, nearest_story
from fourfifths.commands.reading import mistaken
from fourfifths.compiler.tablefiles import read_tables
from fourfifths.diagnostics import StoryError
from fourfifths.systems.allocation import TableError
from fourfifths.systems.tables import Tables

_EXAMPLES = (
    "\b\nExamples:\n"
    "  fourfifths inspect concierge\n"
    "  fourfifths inspect concierge --card gift-card --hub low-quay --hub stacks --hub marl --endowed\n"
    "  fourfifths inspect concierge --weight need=5 --weight voice=5 --ballots\n"
    "  fourfifths inspect pantry broth co-op-share potatoes broth co-op-share broth potatoes\n"
    "  fourfifths inspect ledger luna-eleven eleven-sold\n"
    "  fourfifths inspect profile --sell 9 --pool 3\n"
    "  fourfifths inspect coalition honest-count fridge arch\n"
    "  fourfifths inspect ballots low-quay marl"
)


@click.command(name="inspect", epilog=_EXAMPLES)
@click.argument("table", type=click.Choice(tuple(inspecting.TABLES)), default="concierge")
@click.argument("words", nargs=-1)
@click.option(
    "--story",
    "folder",
    type=FOLDER,
    metavar="DIR",
    help="A story's folder; the one here, or the shipped one, if not given.",
)
@click.option("--card", metavar="NAME", help="concierge: a setting that has a name, in place of the launch.")
@click.option("--weight", multiple=True, metavar="FEATURE=POINTS", help="concierge: changes a weight.")
@click.option("--voice", multiple=True, metavar="DISTRICT=0..9", help="concierge: what ballots gave a district.")
@click.option("--ballots", is_flag=True, help="concierge: the voices of the table's ballots.")
@click.option("--hub", multiple=True, metavar="DISTRICT", help="concierge: a pick-up point in a district.")
@click.option("--endowed", is_flag=True, help="concierge: an endowment lowers the revenue floor.")
@click.option("--cap", metavar="PCT", help="concierge: level down: nobody is offered more than this.")
@click.option("--count", is_flag=True, help="concierge: also count the weightings that pass all three tests.")
@click.option("--sell", multiple=True, metavar="ROW", help="profile: a row that is sold.")
@click.option("--withhold", multiple=True, metavar="ROW", help="profile: a row that is kept.")
@click.option("--poison", multiple=True, metavar="ROW", help="profile: a row that is sold and false.")
@click.option("--pool", multiple=True, metavar="ROW", help="profile: a row that is let jointly with others'.")
def command(table: str, words: tuple[str, ...], folder: Path | None, **given: Any) -> int:
    """Show the sums behind one of a story's tables, with every term.

    WORDS are the suppers of a week for pantry, one for each night; entries for ledger, promises for coalition, and for
    ballots the districts whose doors are asked.

    Exit code 0, 2 where the command was called wrongly, 3 where the story's tables cannot be read.
    """
    tables = _tables(folder or nearest_story())
    if tables is None:
        return 3
    try:
        lines = list(inspecting.lines(tables, table, inspecting.Asked(words, **given)))
    except TableError as mistake:
        raise click.UsageError(str(mistake)) from mistake
    click.echo("\n".join(lines))
    return 0


def _tables(folder: Path) -> Tables | None:
    try:
        return read_tables(folder)
    except StoryError as mistakes:
        mistaken(excerpt.rooted(mistakes.diagnostics, folder))
        return None
