"""The yard's story as a folder, and playthroughs of it from a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

from fourfifths.diagnostics import Diagnostic
from fourfifths.testing.drivers import StepDriver
from fourfifths.testing.library import Library
from fourfifths.testing.reading import read_script
from fourfifths.testing.results import Result
from fourfifths.testing.runner import Maker, run
from fourfifths.testing.script import Script
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY

Steps = Callable[[str], Result]


class Yard:
    """A folder with the yard's story in it and playthrough files beside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = Library()
        (folder / "yard" / "gate").mkdir(parents=True)
        for name, data in {"story": STORY, "facts": FACTS, "gate/gate": GATE, "gate/errands": ERRANDS}.items():
            (folder / "yard" / f"{name}.yaml").write_bytes(data)

    def write(self, text: str, name: str = "a.play.yaml") -> Path:
        path = self.folder / name
        path.write_text(dedent(text), encoding="utf-8")
        return path

    def read(self, text: str, name: str = "a.play.yaml") -> tuple[Script, tuple[Diagnostic, ...]]:
        return read_script(self.write(text, name), self.library, name)

    def mistakes(self, steps: str, more: str = "") -> list[str]:
        """What is wrong with these steps, as `line:column code message; hint`."""
        _, found = self.read(file(steps, more))
        return [f"{d.span.line}:{d.span.column} {d.code} {d.message}; {d.hint}" for d in found]

    def run(self, steps: str, more: str = "", maker: Maker = StepDriver, *, keep_going: bool = False) -> Result:
        """The result of playing these steps; the first of them stands in line 5."""
        script, found = self.read(file(steps, more))
        assert found == (), "\n".join(map(str, found))
        return run(script.playthroughs[0], maker, library=self.library, keep_going=keep_going)

    def failures(self, steps: str, more: str = "") -> list[str]:
        """What failed, as `line:column code message: expected, actual`."""
        found = self.run(steps, more).failures
        return [f"{f.span.line}:{f.span.column} {f.code} {f.message}: {f.expected}, {f.actual}" for f in found]


def file(steps: str, more: str = "") -> str:
    body = indent(dedent(more).strip(), " " * 4) + "\n" if more else ""
    return f"story: yard\nplaythroughs:\n  - name: one\n    steps:\n{indent(dedent(steps).strip(), ' ' * 6)}\n{body}"
