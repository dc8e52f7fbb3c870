"""Files to scripts: what `fourfifths test` and the pytest plugin have in common."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fourfifths.diagnostics import Diagnostic
from fourfifths.testing.library import Library
from fourfifths.testing.reading import read_script
from fourfifths.testing.script import Playthrough, Script


@dataclass(frozen=True, slots=True)
class Collected:
    """The scripts of some files and what is wrong with them."""

    scripts: tuple[Script, ...]
    mistakes: tuple[Diagnostic, ...]

    @property
    def playthroughs(self) -> tuple[Playthrough, ...]:
        """All of them, in order."""
        return tuple(playthrough for script in self.scripts for playthrough in script.playthroughs)


def collect(files: Iterable[Path], library: Library) -> Collected:
    """Reads these files."""
    found = [read_script(path, library, name(path)) for path in files]
    return Collected(tuple(script for script, _ in found), tuple(d for _, mistakes in found for d in mistakes))


def name(path: Path) -> str:
    """How reports call a file: as seen from here where it lies below, else in full."""
    return os.path.relpath(path) if path.resolve().is_relative_to(Path.cwd()) else str(path)
