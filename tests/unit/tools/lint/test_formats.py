"""Findings for programs say what findings for people say."""

from __future__ import annotations

import json

import pytest

from fourfifths.compiler import CODES
from fourfifths.diagnostics import Diagnostic, Severity, Span
from fourfifths.tools.lint import formats, manual, registry

WARNING = Diagnostic("W304", Span("juno/a b.yaml", 3, 9, 7), "worn: vibrant", "cut it", Severity.WARNING)
ERROR = Diagnostic("E030", Span("/srv/x%y,z:1.yaml", 1, 1, 4), "100% of\r\nit: bad, very", "")


def test_github_escapes_what_its_commands_are_made_of() -> None:
    assert formats.github([WARNING]) == (
        "::warning file=juno/a b.yaml,line=3,col=9,endColumn=16,title=W304::worn: vibrant; cut it"
    )
    said = formats.github([ERROR])
    assert "file=/srv/x%25y%2Cz%3A1.yaml," in said
    assert said.endswith("::100%25 of%0Ait: bad, very")
    assert "\n" not in said
    assert "\r" not in said


def test_sarif_has_what_its_schema_requires() -> None:
    log = json.loads(formats.sarif([WARNING, ERROR, WARNING]))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "fourfifths"
    assert [rule["id"] for rule in driver["rules"]] == ["E030", "W304"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        region = place["region"]
        assert 1 <= region["startColumn"] < region["endColumn"]
        assert region["startLine"] >= 1
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "juno/a%20b.yaml"
    assert run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    (run,) = json.loads(formats.sarif([]))["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_statistics_count_the_most_frequent_first() -> None:
    assert formats.statistics([WARNING, ERROR, WARNING]).splitlines() == [
        "2 W304 worn-phrase",
        "1 E030 a scene that does not exist",
    ]
    assert formats.statistics([]) == ""


@pytest.mark.parametrize("code", [*CODES, *(rule.code for rule in registry.rules())])
def test_every_code_is_explained_and_stands_in_the_manual(code: str) -> None:
    assert code in (registry.explained(code) or "")
    assert f" {code} " in manual.manual() or f"[{code}]" in manual.manual()


def test_a_rule_is_explained_by_its_name_too_and_nothing_else_is() -> None:
    assert registry.explained("worn-phrase") == registry.explained("W304")
    assert registry.explained("W999") is None
    assert registry.known("W1")
    assert registry.known("E0")
    assert not registry.known("X")
