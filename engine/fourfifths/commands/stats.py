"""`fourfifths stats`: a story's size, its branching, and what its choices do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from fourfifths.commands.parameters import FOLDER, nearest_story, seed_option
from fourfifths.commands.reading import readable
from fourfifths.percent import percent
from fourfifths.tools import stats


@click.command(name="stats", epilog="\b\nExample:\n  fourfifths stats story --runs 1000 --json")
@click.argument("path", type=FOLDER, required=False)
@click.option(
    "--runs", type=click.IntRange(1, 1_000_000), default=200, show_default=True, metavar="N", help="Random plays."
)
@seed_option("Of the first play.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(path: Path | None, runs: int, seed: int, as_json: bool) -> int:
    """Count the story in PATH, and play it at random to see how much of it a run shows.

    Exit code 0, 3 where the story cannot be read.
    """
    story = readable(path or nearest_story())
    if story is None:
        return 3
    found = stats.measure(story, runs, seed)
    click.echo(json.dumps(asdict(found), indent=2) if as_json else "\n".join(_lines(found)))
    return 0


def _lines(found: stats.Stats) -> Iterator[str]:
    yield f"{found.words:,} words in {found.scenes} scenes of {found.episodes} files"
    for name, counts in (("voice", found.words_by_voice), ("act", found.words_by_act), ("kind", found.words_by_kind)):
        yield f"  by {name}: " + ", ".join(f"{key} {count:,}" for key, count in counts.items())
    yield f"{found.choices} choices and {found.cards} cards, {found.options:.1f} to a prompt"
    yield f"  {found.conditional} hidden at times, {found.locked} locked at times"
    yield f"  {percent(found.mixed, 0)} of the choices that move a meter move one up and another down"
    for move in found.moves:
        moved = f"+{move.raised} in {move.up}, -{move.lowered} in {move.down}"
        yield f"  {move.meter}: {moved}; ends at {_spread(move.ends)}"
    yield f"A run of {found.plays} random ones"
    yield f"  takes {_spread(found.choices_taken)} choices and shows {_spread(found.words_read)} words"
    yield f"  reads for about {found.minutes:.0f} minutes, and shows {percent(found.share_read, 0)} of the story"


def _spread(spread: stats.Spread) -> str:
    return f"{spread.mean:,.0f} ({spread.low:,} to {spread.high:,})"
