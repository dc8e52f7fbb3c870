"""`fourfifths lint` as people, logs and CI use it; the manual in docs/ is the one that the rules make."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fourfifths import bundled, cli
from fourfifths.proofs import PLACE
from fourfifths.tools.lint import manual

ROOT = Path(__file__).parents[2]
PANTRY = ROOT / "tests" / "stories" / "pantry"


@pytest.fixture
def worn(tmp_path: Path) -> Path:
    """The pantry with a worn phrase in one file and an unread variable in another."""
    folder = tmp_path / "story"
    shutil.copytree(PANTRY, folder)
    scenes = folder / "kitchen" / "supper.yaml"
    text = scenes.read_text(encoding="utf-8")
    scenes.write_text(
        text.replace("You salt it. It is a lot", "You salt it. \U0001f9c2 世 e\u0301 a palpable lot"), "utf-8"
    )
    story = folder / "story.yaml"
    story.write_text(
        story.read_text(encoding="utf-8").replace("variables:\n", "variables:\n  idle: {flag: false}\n"), "utf-8"
    )
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = cli.main(["lint", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_stale_proof_is_named_beside_the_report_for_people_alone(
    capsys: pytest.CaptureFixture[str], worn: Path
) -> None:
    before = said(capsys, worn)
    (worn / PLACE).parent.mkdir()
    (worn / PLACE).write_text("{}", "utf-8")
    note = f"{worn / PLACE} proves another version; `fourfifths prove` brings it up to date.\n"
    assert said(capsys, worn) == (*before[:2], note)
    assert said(capsys, worn, "--format", "json")[2] == ""


def test_warnings_alone_fail_only_where_strict(capsys: pytest.CaptureFixture[str], worn: Path) -> None:
    assert said(capsys, worn)[0] == 0
    code, out, err = said(capsys, worn, "--strict")
    assert (code, err) == (1, "")
    assert out.endswith("2 warnings in 2 files.\n")


def test_carets_stand_under_what_is_meant_after_wide_characters(capsys: pytest.CaptureFixture[str], worn: Path) -> None:
    _, out, _ = said(capsys, worn, "--select", "W304")
    line, marks = out.splitlines()[1:3]
    assert "palpable" in line
    before = line[: line.index("palpable")]
    # two cells each for the emoji and the ideograph, none for the combining accent
    assert marks.index("^") == len(before) + 2 - 1
    assert marks.count("^") == len("palpable")
    (item,) = json.loads(said(capsys, worn, "--select", "W304", "--format", "json")[1])
    source = Path(item["file"]).read_text(encoding="utf-8").split("\n")[item["line"] - 1]
    assert source[item["column"] - 1 :][: item["length"]] == "palpable"


def test_of_a_file_only_what_stands_in_it_is_said(capsys: pytest.CaptureFixture[str], worn: Path) -> None:
    code, out, _ = said(capsys, worn / "kitchen" / "supper.yaml", "--format", "concise")
    assert code == 0
    assert [line.split("[")[1][:4] for line in out.splitlines()] == ["W304"]
    assert "supper.yaml" in out


def test_several_stories_at_once(capsys: pytest.CaptureFixture[str], worn: Path) -> None:
    code, out, _ = said(capsys, worn, PANTRY, "--statistics", "--strict")
    assert (code, out) == (1, "1 W002 never-read\n1 W304 worn-phrase\n")


@pytest.mark.parametrize("style", ["full", "concise", "json", "github", "sarif"])
def test_every_format_is_written_to_a_file_as_to_the_screen(
    capsys: pytest.CaptureFixture[str], worn: Path, tmp_path: Path, style: str
) -> None:
    shown = said(capsys, worn, "--format", style)[1]
    assert said(capsys, worn, "--format", style, "--output", tmp_path / "out") == (0, "", "")
    assert (tmp_path / "out").read_text(encoding="utf-8") == shown
    assert "W304" in shown


def test_an_output_that_cannot_be_written_is_3(capsys: pytest.CaptureFixture[str], worn: Path, tmp_path: Path) -> None:
    code, out, err = said(capsys, worn, "--output", tmp_path / "none" / "out")
    assert (code, out) == (3, "")
    assert "cannot be written" in err


@pytest.mark.parametrize("words", [("--select", "W999"), ("--ignore", "x"), ("--explain", "nothing")])
def test_codes_that_do_not_exist_are_a_mistake_of_use(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, err = said(capsys, PANTRY, *words)
    assert (code, out) == (2, "")
    assert "--manual" in err


@pytest.mark.parametrize("code", ["W104", "w104", "always-holds"])
def test_explain_shows_a_page_of_the_manual(capsys: pytest.CaptureFixture[str], code: str) -> None:
    exit_code, out, _ = said(capsys, "--explain", code)
    assert exit_code == 0
    assert out.startswith("W104 always-holds (warning)\n")
    assert "Bad:" in out


def test_the_manual_in_docs_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == manual.manual(), "run `python -m fourfifths.tools.lint.manual > docs/rules.md`"
    assert said(capsys, "--manual")[1] == written


def test_the_shipped_story_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, bundled.story_folder(), "--strict", "--format", "concise")
    assert (code, out) == (0, "")


def test_a_folder_without_a_story_names_the_one_below_and_nothing_else(
    capsys: pytest.CaptureFixture[str], worn: Path, tmp_path: Path
) -> None:
    (tmp_path / "compose.yaml").write_text("services: [a\n", encoding="utf-8")
    expected = f"{tmp_path / 'story.yaml'}:1:1: error[E014] there is no story.yaml here; there is a story in {worn}\n"
    assert said(capsys, tmp_path, "--format", "concise") == (1, expected, "")
    assert said(capsys, tmp_path / "compose.yaml", "--format", "concise") == (1, expected, "")
    assert cli.main(["play", "--plain", str(tmp_path)]) == 3
    shown = capsys.readouterr().err
    assert f"there is a story in {worn}" in shown
    assert "compose.yaml" not in shown
