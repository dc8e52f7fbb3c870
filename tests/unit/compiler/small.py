"""The small story of tests/stories, whole or with one piece of it changed."""

from __future__ import annotations

from pathlib import Path

from fourfifths.compiler import check_texts
from fourfifths.diagnostics import Diagnostic, Severity

FOLDER = Path(__file__).resolve().parents[2] / "stories" / "small"
STORY, FACTS, GATE, DOORS = "story.yaml", "facts.yaml", "gate/gate.yaml", "gate/doors.yaml"


def files() -> dict[str, bytes]:
    """The story's files."""
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.yaml"))}


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    """The files with the one place of `old` changed."""
    found = files()
    text = found[name].decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    found[name] = text.replace(old, new).encode()
    return found


def errors(pack: dict[str, bytes]) -> list[Diagnostic]:
    """The errors in files."""
    story, diagnostics = check_texts(pack)
    found = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    assert (story is None) == bool(found)
    return found


def place(pack: dict[str, bytes], name: str, text: str) -> str:
    """Where a text stands in a file, as file:line:column."""
    whole = pack[name].decode()
    at = whole.index(text)
    return f"{name}:{whole.count(chr(10), 0, at) + 1}:{at - (whole.rfind(chr(10), 0, at) + 1) + 1}"
