"""What commands write to files: what it says where one cannot be written, and how it names the story."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fourfifths import bundled, cli
from tests.functional.test_playthroughs_command import BAD, GOOD, write
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story and a playthrough of it in this folder, and a file `wall` that no folder can be made under."""
    for name, data in {"story": STORY, "facts": FACTS, "gate/gate": GATE, "gate/errands": ERRANDS}.items():
        path = tmp_path / "yard" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    write(tmp_path, good=GOOD)
    (tmp_path / "wall").write_text("", encoding="utf-8")
    (tmp_path / "script").write_text("1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOURFIFTHS_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("FOURFIFTHS_CACHE", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        "lint yard --output wall/x",
        "lint --manual --output wall/x",
        "test good.play.yaml --junit wall/x",
        "test good.play.yaml --html wall/x",
        "test --generate yard -o wall/x",
        "record script --story yard -o wall/x",
        "prove yard --witnesses wall/x",
        "simulate yard --runs 5 --forks 0 --jobs 1 -o wall/x",
        "simulate yard --runs 5 --forks 0 --jobs 1 --html wall/x",
        "schema -o wall/x",
        "graph yard -o wall/x",
        "export prose yard -o wall/x",
        "new story wall/x",
    ],
)
@pytest.mark.usefixtures("project")
def test_where_a_file_cannot_be_written_it_says_so_in_one_line(capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert cli.main(words.split()) == 3
    assert capsys.readouterr().err == "Error: wall/x cannot be written: Not a directory.\n"


@pytest.mark.usefixtures("project")
def test_what_came_of_it_is_said_though_the_report_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--junit", "--html"):
        assert cli.main(["test", "good.play.yaml", option, "wall/x"]) == 3
        assert "1 passed" in capsys.readouterr().out
    assert cli.main(["test", "good.play.yaml", "--json", "--html", "wall/x"]) == 3
    assert json.loads(capsys.readouterr().out)["playthroughs"][0]["outcome"] == "passed"
    assert cli.main(["simulate", "yard", "--runs", "5", "--forks", "0", "--html", "wall/x"]) == 3
    assert capsys.readouterr().out.startswith("Yard 1.0.0: 10 plays")


def test_an_update_that_cannot_be_written_is_no_traceback(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, bad=BAD)
    (project / ".bad.play.yaml.new").mkdir()
    assert cli.main(["test", "bad.play.yaml", "--update", "--yes"]) == 3
    assert "bad.play.yaml cannot be written" in capsys.readouterr().err


def test_a_game_recorded_where_the_game_is_installed_plays_anywhere(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = project / "venv" / "site-packages" / "fourfifths"
    package.mkdir(parents=True)
    (project / "yard").rename(package / "story")
    monkeypatch.setattr(bundled, "_PACKAGE", package)
    monkeypatch.setattr(bundled, "_ROOT", package.parent.parent)
    assert cli.main(["record", "script", "-o", "mine.play.yaml"]) == 0
    assert (project / "mine.play.yaml").read_text(encoding="utf-8").startswith("story: bundled\n")
    assert cli.main(["new", "playthrough", "walk"]) == 0
    (project / "elsewhere").mkdir()
    for name in ("mine", "walk"):
        (project / f"{name}.play.yaml").rename(project / "elsewhere" / f"{name}.play.yaml")
    (project / "good.play.yaml").unlink()
    capsys.readouterr()
    assert cli.main(["test", "elsewhere"]) == 0, capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_the_help_of_test_says_what_its_files_are_for(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["test", "-h"])
    said = " ".join(capsys.readouterr().out.split())
    assert "--junit FILE Write what came of it to FILE as JUnit XML too, for CI." in said
    assert "-o, --output DIR With --generate: write them into this folder. [default: generated]" in said


def test_a_folder_named_like_a_playthrough_is_left_alone_by_generate(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "made" / "other.play.yaml").mkdir(parents=True)
    assert cli.main(["test", "--generate", "yard", "-o", "made"]) == 0
    assert (project / "made" / "other.play.yaml").is_dir()
    (project / "taken" / "beginning.play.yaml").mkdir(parents=True)
    assert cli.main(["test", "--generate", "yard", "-o", "taken"]) == 4
    assert "beginning.play.yaml was not made by --generate" in capsys.readouterr().err


def test_a_schema_that_is_no_text_is_not_current(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "schema").mkdir()
    (project / "schema" / "story.schema.json").write_bytes(b"\xff\xfe")
    assert cli.main(["schema", "--check"]) == 1
    assert "schema/story.schema.json is not current" in capsys.readouterr().err
