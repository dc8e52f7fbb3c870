"""The comfort of an editor without an install: what .vscode says fits what is there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from fourfifths import excerpt
from fourfifths.compiler import CODES, check
from fourfifths.diagnostics import Diagnostic, Severity, Span
from tests.functional.command import run

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".vscode"


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


def task() -> dict[str, Any]:
    found: dict[str, Any] = read("tasks.json")["tasks"][0]
    return found


def matched(line: str) -> dict[str, str]:
    pattern = task()["problemMatcher"]["pattern"]
    match = re.match(pattern["regexp"], line)
    assert match, line
    return {name: match[number] for name, number in pattern.items() if name != "regexp"}


def test_the_matcher_reads_what_lint_writes(tmp_path: Path) -> None:
    (tmp_path / "story" / "a b").mkdir(parents=True)
    (tmp_path / "story" / "story.yaml").write_text("format: 1\ntitle: [x\n")
    done = run("lint", "story", "--format", "concise", home=tmp_path)
    lines = done.stdout.decode().splitlines()
    assert lines
    for line in lines:
        found = matched(line)
        assert found["file"] == "story/story.yaml"
        assert found["severity"] == "error"
        assert found["code"] in CODES


def test_the_matcher_reads_every_mistake_as_it_stands() -> None:
    _, found = check(ROOT / "tests" / "stories")
    warning = Diagnostic("W104", Span("a b/c.yaml", 12, 7, 3), "a: b [x] c", "do: this", Severity.WARNING)
    assert found
    for diagnostic in (*found, warning):
        read_back = matched(excerpt.concise([diagnostic]))
        span = diagnostic.span
        assert (read_back["file"], read_back["line"], read_back["column"]) == (
            span.file,
            str(span.line),
            str(span.column),
        )
        assert (read_back["severity"], read_back["code"]) == (diagnostic.severity, diagnostic.code)
        assert read_back["message"].startswith(" ".join(diagnostic.message.split()))


def test_the_task_runs_the_command_that_is_tested() -> None:
    assert task()["command"].endswith("/fourfifths lint story --format concise")
    assert task()["group"]["isDefault"]


def test_every_kind_of_file_has_its_schema() -> None:
    schemas = read("settings.json")["yaml.schemas"]
    kinds = {Path(name).name.partition(".")[0]: pattern for name, pattern in schemas.items()}
    assert kinds == {
        "story": "story/story.yaml",
        "facts": "story/facts.yaml",
        "endings": "story/endings.yaml",
        "panels": "story/panels.yaml",
        "scenes": ["story/*/*.yaml", "!story/tables/*.yaml"],
        "concierge": "story/tables/concierge.yaml",
        "pantry": "story/tables/pantry.yaml",
        **{table: f"story/tables/{table}.yaml" for table in ("ledger", "profile", "coalition", "ballots")},
        "policies": "story/tables/policies.yaml",
        "playthrough": "*.play.yaml",
    }
