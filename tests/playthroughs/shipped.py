"""The playthroughs of this folder, those a person wrote and those made from the story, each file read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fourfifths.testing.library import Library
from fourfifths.testing.reading import read_script
from fourfifths.testing.script import Playthrough

FOLDER = Path(__file__).parent
FILES = tuple(path.name for path in sorted(FOLDER.glob("*.play.yaml")))
GENERATED = tuple(f"generated/{path.name}" for path in sorted((FOLDER / "generated").glob("*.play.yaml")))
TABLES = tuple(name for name in FILES if "-act-" in name)
"""Written by tables.py: playthroughs that all begin elsewhere than the story, each of a step or two."""
LIBRARY = Library()


@cache
def playthroughs(file: str) -> tuple[Playthrough, ...]:
    script, mistakes = read_script(FOLDER / file, LIBRARY)
    assert mistakes == (), "\n".join(map(str, mistakes))
    return script.playthroughs
