"""Parameters that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from fourfifths import bundled

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
"""A folder that must be there."""


def saves_option(function: _Decorated) -> _Decorated:
    """`--saves DIR`: where saves are kept, for this command."""
    option = click.option(
        "--saves",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Where saved games are kept; else FOURFIFTHS_SAVES, saves/ of a checkout, or where your data is.",
    )
    return option(function)


def seed_option(about: str) -> Callable[[_Decorated], _Decorated]:
    """`--seed N`: where a command's random numbers begin; `about` says of what."""
    return click.option("--seed", type=click.IntRange(0), default=0, show_default=True, metavar="N", help=about)


def nearest_story() -> Path:
    """The story here or in story/, else the one that ships with the game."""
    found = (folder for folder in (Path(), Path("story")) if (folder / "story.yaml").is_file())
    return next(found, None) or bundled.story_folder()
