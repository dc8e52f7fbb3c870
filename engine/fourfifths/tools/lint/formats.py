"""Findings for programs: GitHub's workflow commands, SARIF 2.1.0, and counts. Columns are code points."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePath
from urllib.parse import quote

from fourfifths import __version__, markup
from fourfifths.compiler.codes import CODES
from fourfifths.diagnostics import Diagnostic
from fourfifths.tools.lint.registry import by_code, page

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def github(found: Iterable[Diagnostic]) -> str:
    """A workflow command for each finding: GitHub shows it beside the line."""
    return "\n".join(_command(item) for item in found)


def _command(item: Diagnostic) -> str:
    span = item.span
    place = {"file": span.file, "line": span.line, "col": span.column, "endColumn": span.column + span.length}
    values = {**place, "title": item.code}
    said = ",".join(f"{key}={_escaped(str(value), property_value=True)}" for key, value in values.items())
    return f"::{item.severity} {said}::{_escaped(_message(item))}"


def _escaped(text: str, *, property_value: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_value else text


def _message(item: Diagnostic) -> str:
    return markup.clean(f"{item.message}; {item.hint}" if item.hint else item.message)


def sarif(found: Iterable[Diagnostic]) -> str:
    """A SARIF log with one run: the rules that found something, and a result for each finding."""
    items = tuple(found)
    codes = sorted({item.code for item in items})
    home = "https://pypi.org/project/fourfifths/"
    driver = {
        "name": "fourfifths",
        "version": __version__,
        "informationUri": home,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, codes.index(item.code)) for item in items],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str) -> dict[str, object]:
    rule = by_code(code)
    if rule is None:
        return {"id": code, "shortDescription": {"text": CODES.get(code, code)}}
    text = page(rule)
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": text.split("\n", 1)[0]},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(item: Diagnostic, index: int) -> dict[str, object]:
    span = item.span
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.length}
    place = {"artifactLocation": {"uri": _uri(span.file)}, "region": region}
    return {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": str(item.severity),
        "message": {"text": _message(item)},
        "locations": [{"physicalLocation": place}],
    }


def _uri(name: str) -> str:
    path = PurePath(name)
    return Path(name).as_uri() if path.is_absolute() else quote(path.as_posix())


def statistics(found: Iterable[Diagnostic]) -> str:
    """How often each code was found, the most frequent first."""
    counts = Counter(item.code for item in found)
    width = len(str(max(counts.values(), default=0)))
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "\n".join(f"{number:>{width}} {code} {_title(code)}" for code, number in rows)


def _title(code: str) -> str:
    rule = by_code(code)
    return rule.name if rule else CODES.get(code, "")
