"""`fourfifths play`: the options of a game."""

from __future__ import annotations

from pathlib import Path

import click

from fourfifths.commands.parameters import FOLDER, saves_option

THEMES = ("dark", "light", "contrast", "ansi16", "none")


@click.command(
    name="play",
    epilog="\b\nExamples:\n  fourfifths play --slot auto-2\n  fourfifths play --plain --new < script\n\n"
    "A line of a script is a number, a choice's id or a command; a line with # is a remark.",
)
@click.argument("story", type=FOLDER, required=False)
@click.option("--plain/--tui", "plain", default=None, help="Line by line, or on the full screen. Default: what fits.")
@click.option("--new", is_flag=True, help="Begin a new game rather than going on with the last.")
@click.option("--slot", metavar="NAME", help="Go on with this saved game.")
@click.option("--seed", type=click.IntRange(min=0), default=0, metavar="N", help="Decides the shuffles of a new game.")
@saves_option
@click.option("--theme", type=click.Choice(THEMES), help="Colours of the full screen, this time.")
@click.option("--ascii", "ascii_only", is_flag=True, help="Nothing but ASCII on the screen.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
def command(
    story: Path | None,
    plain: bool | None,
    new: bool,
    slot: str | None,
    seed: int,
    saves: Path | None,
    theme: str | None,
    ascii_only: bool,
    no_mouse: bool,
) -> int:
    """Play STORY, a folder; without one, the story that ships with the game.

    Goes on with the last game if there is one. Where there is no full terminal it plays line by line, as it does with
    FOURFIFTHS_PLAIN=1 or ACCESSIBLE=1.
    """
    if new and slot is not None:
        raise click.UsageError("--new begins a game and --slot goes on with one: give one of them.")
    from fourfifths.launch import Options, play

    full_screen = None if plain is None else not plain
    return play(Options(story, full_screen, new, slot, seed, saves, theme, ascii_only, not no_mouse))
