"""Finds the story that ships with the game: inside the package in a wheel, beside engine/ in a checkout.

An editable install has no copy in the package, so the checkout is looked at too; a wheel's copy comes first.
"""

from __future__ import annotations

import os
from pathlib import Path

WORD = "bundled"
"""What a file calls the shipped story, wherever the game is installed."""

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE.parent.parent


def is_checkout() -> bool:
    """Whether the game runs from its repository."""
    return (
        not (_PACKAGE / "story").is_dir() and (_ROOT / "pyproject.toml").is_file() and _PACKAGE.parent.name == "engine"
    )


def checkout() -> Path | None:
    """The repository's folder, or None in an installed game."""
    return _ROOT if is_checkout() else None


def story_folder() -> Path:
    """The folder of the shipped story; it may be missing where the installation is broken."""
    return _ROOT / "story" if is_checkout() else _PACKAGE / "story"


def named(folder: Path, beside: Path) -> str:
    """How a file in `beside` names the story in a folder: the way there, or the word for that of an installed game."""
    place = folder.resolve()
    if not is_checkout() and place == story_folder():
        return WORD
    return Path(os.path.relpath(place, beside.resolve())).as_posix()


def found(name: str, beside: Path) -> Path:
    """The folder of the story that a file in `beside` calls so."""
    return story_folder() if name == WORD else beside / name
