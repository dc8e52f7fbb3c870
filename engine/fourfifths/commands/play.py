"""`fourfifths play`: the options of a game, as click reads and shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourfifths.commands.parameters import FOLDER
from fourfifths.commands.playing import OPTIONS, Option, options
from fourfifths.launch import play


def _parameter(option: Option) -> click.Option:
    if not option.value:
        off = None if "/" in option.names else False
        return click.Option([option.names, option.field], is_flag=True, default=off, help=option.about)
    kinds: dict[str, Any] = {
        "N": click.IntRange(min=0),
        "DIR": click.Path(file_okay=False, path_type=Path),
        "THEME": click.Choice(option.words),
    }
    default = 0 if option.value == "N" else None
    metavar = None if option.words else option.value
    return click.Option(
        [option.names, option.field], type=kinds.get(option.value), default=default, metavar=metavar, help=option.about
    )


@click.command(
    name="play",
    params=[click.Argument(["story"], type=FOLDER, required=False), *map(_parameter, OPTIONS)],
    epilog="\b\nExamples:\n  fourfifths play --slot auto-2\n  fourfifths play --plain --new < script\n"
    "  fourfifths play path/to/story --author\n\n"
    "A line of a script is a number, a choice's id or a command; a line with # is a remark.",
)
def command(**values: Any) -> int:
    """Play STORY, a folder; without one, the story that ships with the game.

    Opens the title, which offers to go on with the last game. Where there is no full terminal it plays line by line, as
    it does with FOURFIFTHS_PLAIN=1 or ACCESSIBLE=1, and goes on with the last game at once, or begins one.
    """
    if values["new"] and values["slot"] is not None:
        raise click.UsageError("--new begins a game and --slot goes on with one: give one of them.")
    if values["watch"] is not None and not values["author"]:
        raise click.UsageError("--watch and --no-watch go with --author.")
    if values["author"]:
        from fourfifths.testing.recorder import record

        return play(options(**values), recorder=record)
    return play(options(**values))
