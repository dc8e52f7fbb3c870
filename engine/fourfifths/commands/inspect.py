"""`fourfifths inspect`: the sums a story claims, with their terms."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import click

from fourfifths import excerpt
from fourfifths.commands.parameters import FOLDER, nearest_story
from fourfifths.commands.reading import mistaken
from fourfifths.compiler.tablefiles import read_tables
from fourfifths.diagnostics import StoryError
from fourfifths.systems.allocation import HIGHEST_FEATURE, City, TableError, allocate, levelled_down
from fourfifths.systems.audit import judge
from fourfifths.systems.pantry import Pantry
from fourfifths.systems.tables import Concierge, Tables
from fourfifths.systems.weightings import launch_costs, tally
from fourfifths.tools import sums

_VOICE = "voice"
_DIGITS = 6
_Table = TypeVar("_Table", Concierge, Pantry)

_EXAMPLES = (
    "\b\nExamples:\n"
    "  fourfifths inspect concierge\n"
    "  fourfifths inspect concierge --weight need=5 --weight voice=5 --hub low-quay\n"
    "  fourfifths inspect pantry broth co-op-share potatoes broth co-op-share broth potatoes"
)


@click.command(name="inspect", epilog=_EXAMPLES)
@click.argument("table", type=click.Choice(["concierge", "pantry"]), default="concierge")
@click.argument("suppers", nargs=-1)
@click.option(
    "--story",
    "folder",
    type=FOLDER,
    metavar="DIR",
    help="A story's folder; the one here, or the shipped one, if not given.",
)
@click.option("--weight", "weights", multiple=True, metavar="FEATURE=POINTS", help="Changes a weight of the launch.")
@click.option("--voice", "voices", multiple=True, metavar="DISTRICT=0..9", help="What ballots gave a district.")
@click.option("--hub", "hubs", multiple=True, metavar="DISTRICT", help="A pick-up point in a district.")
@click.option("--endowed", is_flag=True, help="An endowment lowers the revenue floor.")
@click.option("--cap", metavar="PCT", help="Level down: nobody is offered more than this.")
@click.option("--count", is_flag=True, help="Also count the weightings that pass all three tests.")
def command(
    table: str,
    suppers: tuple[str, ...],
    folder: Path | None,
    weights: tuple[str, ...],
    voices: tuple[str, ...],
    hubs: tuple[str, ...],
    endowed: bool,
    cap: str | None,
    count: bool,
) -> int:
    """Show the sums behind a story's Concierge card, or its pantry week, with every term.

    The options, but for --story, change the card; SUPPERS are those of a week, one for each night.

    Exit code 0, 2 where the command was called wrongly, 3 where the story's tables cannot be read.
    """
    tables = _tables(folder or nearest_story())
    if tables is None:
        return 3
    try:
        if table == "pantry":
            _alone(table, any((weights, voices, hubs, endowed, cap, count)), "no options but --story")
            lines = list(_pantry(_there(tables.pantry, table), suppers))
        else:
            _alone(table, bool(suppers), "no suppers")
            concierge = _there(tables.concierge, table)
            lines = list(_card(concierge, _changed(concierge, weights), voices, frozenset(hubs), endowed, cap, count))
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


def _card(
    concierge: Concierge,
    weights: dict[str, int],
    voices: tuple[str, ...],
    hubs: frozenset[str],
    endowed: bool,
    cap: str | None,
    count: bool,
) -> Iterator[str]:
    city = _city(concierge, voices, hubs)
    shares = allocate(city, weights)
    if cap is not None:
        shares = levelled_down(shares, _percent(cap))
    launch = launch_costs(concierge.city, concierge.launch)
    yield from sums.card(concierge, weights, shares)
    if cap is None:
        yield ""
        yield from sums.tests(judge(city, weights, launch, endowed))
    if count:
        features = concierge.features if voices else tuple(f for f in concierge.features if f != _VOICE)
        found = tally(city, features, launch, endowed)
        yield f"{found.passing:,} of {found.of:,} weightings pass all three: {sums.percent(found.share)}"


def _pantry(pantry: Pantry, suppers: tuple[str, ...]) -> Iterator[str]:
    yield from sums.suppers(pantry)
    if suppers:
        yield ""
        yield from sums.week(pantry, suppers)


def _alone(table: str, given: bool, none: str) -> None:
    if given:
        raise click.UsageError(f"{table} takes {none}")


def _there(table: _Table | None, name: str) -> _Table:
    if table is None:
        raise click.UsageError(f"this story has no tables/{name}.yaml")
    return table


def _changed(concierge: Concierge, weights: tuple[str, ...]) -> dict[str, int]:
    """The launch weights with these changes."""
    given = dict(_pair(word, "--weight") for word in weights)
    for name in given:
        if name not in concierge.features:
            raise click.UsageError(f"there is no feature {name!r}; there are {', '.join(concierge.features)}")
    return {name: given.get(name, concierge.launch.get(name, 0)) for name in concierge.features}


def _city(concierge: Concierge, voices: tuple[str, ...], hubs: frozenset[str]) -> City:
    city = concierge.city.with_hubs(hubs)
    if not voices:
        return city
    given = dict(_pair(word, "--voice") for word in voices)
    for name, value in given.items():
        if value > HIGHEST_FEATURE:
            raise click.UsageError(f"--voice {name}={value}: a district's voice is from 0 to {HIGHEST_FEATURE}")
    return city.with_feature(_VOICE, given)


def _pair(word: str, option: str) -> tuple[str, int]:
    name, equals, value = word.partition("=")
    if not (name and equals and value.isascii() and value.isdigit() and len(value) <= _DIGITS):
        raise click.UsageError(f"{option} {word!r}: write it as name=number, as need=5")
    return name, int(value)


def _percent(word: str) -> Fraction:
    try:
        share = Fraction(word) / 100
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1 or len(word) > _DIGITS:
        raise click.UsageError(f"--cap {word!r}: write a percentage, as 20.9")
    return share
