"""What to write anew in playthrough files so that all pass: the values alone, so that comments and layout stay.

Only values that stand on one line as they are written are replaced; what a `$name` stands for, texts and steps that
cannot be taken are for a person, and so is a value of which two cases need different ones.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fourfifths.diagnostics import Span
from fourfifths.testing.results import Failure, Outcome, Result
from fourfifths.testing.scalars import scalar

_LISTS, _MARK = "[", "\ufeff"


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands at a span, and what to write there."""

    span: Span
    raw: str
    instead: str


@dataclass(frozen=True, slots=True)
class Update:
    """The edits that make playthroughs pass, and the failures that only a person can mend."""

    edits: tuple[Edit, ...]
    left: tuple[Failure, ...]

    def texts(self) -> dict[str, tuple[str, str]]:
        """Each file with its text before and after."""
        by_file: dict[str, list[Edit]] = defaultdict(list)
        for edit in self.edits:
            by_file[edit.span.file].append(edit)
        return {file: _texts(Path(file), edits) for file, edits in sorted(by_file.items())}


def plan(results: Iterable[Result]) -> Update:
    """What the results ask for; those that are expected to fail ask for nothing."""
    wanted: dict[Span, dict[str, Failure]] = defaultdict(dict)
    left: dict[Failure, None] = {}
    for result in results:
        for failure in result.failures if result.outcome is Outcome.FAILED else ():
            if failure.raw and failure.instead is not None:
                wanted[failure.span][failure.instead] = failure
            else:
                left[failure] = None
    edits = []
    for span, ways in sorted(wanted.items()):
        if len(ways) == 1:
            edits += [_edit(span, failure) for failure in ways.values()]
        else:
            left.update(dict.fromkeys(ways.values()))
    return Update(tuple(edits), tuple(left))


def difference(texts: Mapping[str, tuple[str, str]]) -> str:
    """What would change, as a unified diff."""
    found: list[str] = []
    for file, (before, after) in texts.items():
        found += difflib.unified_diff(before.splitlines(), after.splitlines(), file, file, lineterm="", n=1)
    return "\n".join(found)


def write(texts: Mapping[str, tuple[str, str]]) -> None:
    """Writes the files, each whole or not at all."""
    for file, (_, after) in texts.items():
        path = Path(file)
        other = path.with_name(f".{path.name}.new")
        other.write_bytes(after.encode("utf-8"))
        other.replace(path)


def _edit(span: Span, failure: Failure) -> Edit:
    instead = failure.instead or ""
    return Edit(span, failure.raw, instead if failure.raw.startswith(_LISTS) else scalar(instead))


def _texts(path: Path, edits: list[Edit]) -> tuple[str, str]:
    before = path.read_bytes().decode("utf-8")
    mark = before[: before.startswith(_MARK)]
    lines = before.removeprefix(mark).split("\n")
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        line, start = lines[edit.span.line - 1], edit.span.column - 1
        if line[start:].startswith(edit.raw):
            lines[edit.span.line - 1] = line[:start] + edit.instead + line[start + len(edit.raw) :]
    return before, mark + "\n".join(lines)
