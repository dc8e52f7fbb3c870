"""Finds the story that ships with the game: inside the package in a wheel, beside engine/ in a checkout.

An editable install has no copy in the package, so the checkout is looked at too; a wheel's copy comes first.
"""

from __future__ import annotations

from pathlib import Path

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
