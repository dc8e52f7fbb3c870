"""Results as JUnit XML, as CI systems read it: a suite for each file, a case for each playthrough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fourfifths import markup
from fourfifths.diagnostics import Diagnostic
from fourfifths.testing import report
from fourfifths.testing.results import Outcome, Result


def document(
    results: Sequence[Result], mistakes: Sequence[Diagnostic] = (), seconds: Mapping[str, float] | None = None
) -> str:
    """The whole document; `seconds` says how long each playthrough took, by its id."""
    root = Element("testsuites", name="fourfifths")
    for file in dict.fromkeys(result.playthrough.file for result in results):
        _suite(root, file, [result for result in results if result.playthrough.file == file], seconds or {})
    for file in dict.fromkeys(mistake.span.file for mistake in mistakes):
        _unread(root, file, [mistake for mistake in mistakes if mistake.span.file == file])
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, file: str, results: list[Result], seconds: Mapping[str, float]) -> None:
    failures = sum(not result.ok for result in results)
    skipped = sum(result.outcome is Outcome.XFAILED for result in results)
    counts = {"tests": len(results), "failures": failures, "errors": 0, "skipped": skipped}
    total = sum(seconds.get(result.playthrough.id, 0.0) for result in results)
    counted = {key: str(value) for key, value in counts.items()}
    suite = SubElement(root, "testsuite", {"name": _text(file), "time": f"{total:.3f}", **counted})
    for result in results:
        play = result.playthrough
        names = {"name": _text(play.name), "classname": _text(file), "file": _text(file), "line": str(play.span.line)}
        case = SubElement(suite, "testcase", {**names, "time": f"{seconds.get(play.id, 0.0):.3f}"})
        _properties(case, result)
        _outcome(case, result)


def _properties(case: Element, result: Result) -> None:
    found = SubElement(case, "properties")
    tags = [("tag", tag) for tag in result.playthrough.tags]
    for name, value in [("ending", result.ending), ("choices", str(result.choices)), *tags]:
        if value:
            SubElement(found, "property", name=name, value=_text(value))


def _outcome(case: Element, result: Result) -> None:
    if result.outcome is Outcome.XFAILED:
        SubElement(case, "skipped", type="xfail", message=_text(result.playthrough.xfail))
    elif not result.ok:
        message = str(report.diagnostic(result.failures[0]))
        SubElement(case, "failure", type=result.failures[0].code, message=_text(message)).text = _text(
            report.failed(result)
        )


def _unread(root: Element, file: str, mistakes: list[Diagnostic]) -> None:
    counts = {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"}
    suite = SubElement(root, "testsuite", {"name": _text(file), **counts})
    case = SubElement(suite, "testcase", name="the file can be read", classname=_text(file), file=_text(file))
    lines = "\n".join(map(str, mistakes))
    SubElement(case, "error", type=mistakes[0].code, message=_text(str(mistakes[0]))).text = _text(lines)


def _text(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return markup.FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r", ""))
