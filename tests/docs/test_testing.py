"""The examples of docs/testing.md pass against the story of docs/authoring.md, and fail as the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fourfifths.testing import report, shapes
from fourfifths.testing.library import Library
from fourfifths.testing.reading import read_script
from fourfifths.testing.results import Outcome
from fourfifths.testing.runner import run
from tests.docs.test_authoring import EXAMPLE, examples

PAGE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")
FILES = dict(EXAMPLE.findall(PAGE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("story.yaml", "kitchen/pot.yaml"):
        path = tmp_path / "soup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(examples()[name])
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_an_example_passes(folder: Path, name: str) -> None:
    library = Library()
    script, mistakes = read_script(folder / name, library, name)
    assert mistakes == ()
    for playthrough in script.playthroughs:
        result = run(playthrough, library=library)
        assert result.outcome is (Outcome.XFAILED if playthrough.xfail else Outcome.PASSED), report.failed(result)


def test_a_failure_looks_as_the_page_shows(folder: Path) -> None:
    name = "kitchen.play.yaml"
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace("49", "48"), encoding="utf-8")
    script, _ = read_script(path, Library(), name)
    lines = tuple(path.read_text(encoding="utf-8").split("\n"))
    found = report.failed(run(script.playthroughs[0]), lines=lambda _: lines)
    shown = re.search(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
    assert shown is not None
    assert found.split("\n", 1)[1] == shown[1]


def test_every_key_is_on_the_page() -> None:
    keys = {key for shape in shapes.SHAPES for key in shape.fields} - {"about"}
    assert {key for key in keys if not re.search(rf"\b{key}\b", PAGE)} == set()
