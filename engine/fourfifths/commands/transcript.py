"""`fourfifths transcript`: what playthroughs read like."""

from __future__ import annotations

from pathlib import Path

import click

from fourfifths.commands.reading import mistaken
from fourfifths.testing import select
from fourfifths.testing.collect import collect
from fourfifths.testing.library import Library
from fourfifths.testing.transcript import FORMATS, transcript


@click.command(
    name="transcript",
    epilog="\b\nExample:\n  fourfifths transcript tests/playthroughs/juno.play.yaml --format html > juno.html",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-k", "expression", metavar="EXPR", help="Only those whose name or tags have these words.")
def command(file: Path, form: str, expression: str | None) -> int:
    """Write what the playthroughs of FILE read like, up to the first failure of each.

    Exit code 0, 2 where the command was called wrongly, 3 where FILE has mistakes.
    """
    try:
        meant = select.expression(expression) if expression else None
    except select.ExpressionError as error:
        raise click.UsageError(f"-k: {error}.") from error
    collected = collect([file], Library())
    if collected.mistakes:
        mistaken(collected.mistakes)
        return 3
    chosen = [playthrough for playthrough in collected.playthroughs if meant is None or meant(playthrough)]
    click.echo(transcript(chosen, form), nl=False)
    return 0
