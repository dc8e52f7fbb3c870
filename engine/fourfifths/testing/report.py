"""What came of playthroughs, in words: where one failed, what was expected and there, and what could be chosen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fourfifths import excerpt, markup
from fourfifths.diagnostics import Diagnostic
from fourfifths.plural import counted
from fourfifths.state import Change, Offer
from fourfifths.testing.results import Failure, Outcome, Result

LETTERS = {Outcome.PASSED: ".", Outcome.FAILED: "F", Outcome.XFAILED: "x", Outcome.XPASSED: "X"}


def failed(result: Result, *, lines: excerpt.Lines = excerpt.lines_of, colour: bool = False) -> str:
    """A failed playthrough: each failure with its excerpt, then where play stood."""
    parts = [f"{_line(result.playthrough.name)}"]
    parts += [_failure(failure, lines, colour) for failure in result.failures]
    return "\n".join((*parts, *_stood(result)))


def diagnostic(failure: Failure) -> Diagnostic:
    """A failure as a diagnostic, for those who read one line."""
    said = f": expected {failure.expected}, not {failure.actual}" if failure.expected else ""
    return Diagnostic(failure.code, failure.span, _line(f"{failure.message}{said}"), failure.hint)


def concise(results: Iterable[Result]) -> str:
    """One line for each failure."""
    return excerpt.concise(diagnostic(failure) for result in results if not result.ok for failure in result.failures)


def summary(results: Sequence[Result], broken: int = 0, deselected: int = 0) -> str:
    """How it came out: `3 passed, 1 failed, 212 choices in 2 files.`"""
    counts = [(sum(r.outcome is outcome for r in results), str(outcome)) for outcome in Outcome]
    parts = [f"{number} {word}" for number, word in counts if number]
    parts += [f"{counted(broken, 'file')} with mistakes"] if broken else []
    parts += [f"{deselected} left out"] if deselected else []
    taken, files = sum(result.choices for result in results), len({r.playthrough.file for r in results})
    played = f"{counted(taken, 'choice')} in {counted(files, 'file')}"
    return f"{', '.join(parts) or 'no playthroughs'}; {played}."


def as_json(results: Sequence[Result], mistakes: Sequence[Diagnostic] = ()) -> str:
    """Everything as one JSON object: `playthroughs`, and `mistakes` of files that could not be read."""
    body = {
        "playthroughs": [_fields(result) for result in results],
        "mistakes": json.loads(excerpt.as_json(mistakes)),
    }
    return json.dumps(body, indent=2, ensure_ascii=False)


def _fields(result: Result) -> dict[str, Any]:
    play = result.playthrough
    return {
        "id": play.id,
        "file": play.file,
        "line": play.span.line,
        "name": play.name,
        "tags": list(play.tags),
        "outcome": str(result.outcome),
        "xfail": play.xfail,
        "choices": result.choices,
        "scene": result.scene,
        "ending": result.ending,
        "failures": [_failure_fields(failure) for failure in result.failures],
        "offers": [{"id": offer.id, "locked": offer.locked} for offer in result.offers],
        "changes": [
            {"meter": c.meter, "before": c.before, "after": c.after, "why": c.why} for c in result.changes
        ],
    }  # fmt: skip


def _failure_fields(failure: Failure) -> dict[str, Any]:
    return {
        "code": failure.code,
        "file": failure.span.file,
        "line": failure.span.line,
        "column": failure.span.column,
        "message": failure.message,
        "expected": failure.expected,
        "actual": failure.actual,
        "hint": failure.hint,
    }


def _failure(failure: Failure, lines: excerpt.Lines, colour: bool) -> str:
    short = Diagnostic(failure.code, failure.span, failure.message)
    parts = [excerpt.full([short], lines, colour=colour)]
    if failure.expected:
        parts += [f"    expected  {_line(failure.expected)}", f"    actual    {_line(failure.actual)}"]
    if failure.hint:
        parts.append(f"    cure      {_line(failure.hint)}")
    return "\n".join(parts)


def _stood(result: Result) -> Iterator[str]:
    yield f"    stood in  {result.scene}, after {counted(result.choices, 'choice')}"
    for number, offer in enumerate(result.offers):
        yield f"    {'offers' if number == 0 else '':9} {_offer(offer)}"
    for number, change in enumerate(result.changes):
        yield f"    {'moved' if number == 0 else '':9} {_change(change)}"


def _offer(offer: Offer) -> str:
    locked = f" (locked: {offer.locked})" if offer.locked else ""
    return _line(f"{offer.id}: {markup.plain(offer.label)}{locked}")


def _change(change: Change) -> str:
    return _line(f"{change.meter} {change.by:+d} ({change.before} to {change.after}): {change.why}")


def _line(text: str) -> str:
    return " ".join(markup.clean(text).split())
