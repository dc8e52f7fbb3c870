"""What the command says, and with which exit code."""

from __future__ import annotations

import json
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import click
import pytest

from fourfifths import __version__, cli
from fourfifths.commands.playing import THEMES
from fourfifths.commands.root import root
from fourfifths.tui.preferences import OPTIONS
from tests.functional.command import PANTRY, run

COMMANDS = root.list_commands(click.Context(root))
BROKEN = "    text: The door.\n    choices:\n      - {id: go, label: Go., goto: cellr}\n"


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOURFIFTHS_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("FOURFIFTHS_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "broken"
    shutil.copytree(PANTRY, folder)
    scenes = folder / "kitchen" / "supper.yaml"
    scenes.write_text(scenes.read_text(encoding="utf-8") + "  cellar:\n" + BROKEN, encoding="utf-8")
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    code = cli.main(words)
    return code, *capsys.readouterr()


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version(capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert said(capsys, option) == (0, f"fourfifths {__version__}\n", "")


def test_the_version_is_the_distribution_s() -> None:
    assert version("fourfifths") == __version__


@pytest.mark.parametrize(
    "words",
    [("-h",), ("play", "-h"), ("lint", "--help"), ("saves", "-h"), ("saves", "list", "-h"), ("saves", "path", "-h")],
)
def test_every_help_has_an_example(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, out, err = said(capsys, *words)
    assert (code, err) == (0, "")
    assert "Example" in out


@pytest.mark.parametrize("words", [*((name,) for name in COMMANDS), ("new", "scene"), ("saves", "list")])
def test_what_an_option_takes_is_called_the_same_everywhere(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, _ = said(capsys, *words, "--help")
    assert code == 0
    assert not re.findall(r" (INTEGER|FLOAT|DIRECTORY|PERCENT)\b", out)
    assert set(re.findall(r"(?m)^ +--(?:seed|jobs|runs) (\w+)", out)) <= {"N"}


def test_the_first_example_is_to_go_on_with_the_last_game(capsys: pytest.CaptureFixture[str]) -> None:
    examples = said(capsys, "-h")[1].partition("Examples:\n")[2].splitlines()
    assert " ".join(examples[0].split()) == "fourfifths play: go on with the last game, or begin one"
    assert all(len(line.split("  ")) > 2 for line in examples), "every example says what it does"


def test_the_help_says_what_is_opened(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Opens the title" in said(capsys, "play", "-h")[1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("lnt",), "Did you mean 'lint'?"),
        (("zzzzzz",), "There are: play, lint,"),
        (("--bogus",), "No such option"),
        (("play", "nowhere"), "does not exist"),
        (("lint", "nowhere"), "does not exist"),
        (("play", "--new", "--slot", "auto"), "give one of them"),
        (("play", "--seed", "-1"), "--seed"),
        (("play", "--theme", "sepia"), "sepia"),
        (("saves", "lst"), "lst"),
        (("saves", "delete"), "SLOT"),
    ],
)
def test_what_is_not_understood_is_said_with_two(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], expected: str
) -> None:
    code, out, err = said(capsys, *words)
    assert (code, out) == (2, "")
    assert expected in err


@pytest.mark.parametrize(
    "words", [(), ("play",), ("saves",), ("lint", "--format"), ("play", "--seed"), ("play", "--\x1b")]
)
def test_an_escape_in_an_argument_does_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, _, err = said(capsys, *words, "\x1b]0;x\x07")
    assert code == 2
    assert "\x1b" not in err


def test_lint_of_a_good_story_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "lint", PANTRY) == (0, "The Pantry 1.0.0: 5 scenes, 6 choices, nothing to mend.\n", "")
    assert said(capsys, "lint", PANTRY, "--format", "concise") == (0, "", "")
    assert said(capsys, "lint", PANTRY, "--format", "json") == (0, "[]\n", "")


def test_lint_shows_the_line_with_a_caret_and_the_cure(capsys: pytest.CaptureFixture[str], broken: Path) -> None:
    code, out, err = said(capsys, "lint", str(broken))
    assert (code, err) == (1, "")
    place, line, marks, cure, *_ = out.splitlines()
    assert place.startswith(f"{broken}/kitchen/supper.yaml:")
    assert "error[" in place
    assert "".join(a for a, b in zip(line, marks, strict=False) if b == "^") == "cellr"
    assert "cellar" in cure


def test_lint_speaks_to_logs_and_programs(capsys: pytest.CaptureFixture[str], broken: Path) -> None:
    code, out, _ = said(capsys, "lint", str(broken), "--format", "json")
    assert code == 1
    first = json.loads(out)[0]
    lines = (broken / "kitchen" / "supper.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[first["line"] - 1][first["column"] - 1 :][: first["length"]] == "cellr"
    code, out, _ = said(capsys, "lint", str(broken), "--format", "concise")
    assert code == 1
    assert len(out.splitlines()) == len(json.loads(said(capsys, "lint", str(broken), "--format", "json")[1]))


def test_lint_takes_the_story_that_is_here(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(PANTRY, tmp_path / "story")
    assert "The Pantry" in said(capsys, "lint")[1]
    monkeypatch.chdir(tmp_path / "story")
    assert "The Pantry" in said(capsys, "lint")[1]


def test_a_story_that_does_not_compile_is_shown_with_three(capsys: pytest.CaptureFixture[str], broken: Path) -> None:
    code, out, err = said(capsys, "play", "--plain", str(broken))
    assert (code, out) == (3, "")
    assert "^^^^^" in err
    assert err.splitlines()[-1].startswith("fourfifths: this story cannot be played yet: ")


def test_a_script_is_played_to_its_end(tmp_path: Path) -> None:
    played = run("play", PANTRY, "--plain", "--new", home=tmp_path, typed="# supper\nsalt\n1\n1\n1\neat\n")
    assert played.returncode == 0, played.stderr
    assert b"This is the end: The end of supper." in played.stdout
    assert played.stderr == b""


def test_a_script_that_cannot_be_followed_ends_with_one(tmp_path: Path) -> None:
    played = run("play", PANTRY, "--plain", "--new", home=tmp_path, typed="wait\nsalt\n")
    assert played.returncode == 1
    assert b"line 1 of the script cannot be followed" in played.stderr
    assert b"You salt it" not in played.stdout


def test_a_folder_alone_is_played_and_the_last_game_gone_on_with(tmp_path: Path) -> None:
    run(PANTRY, "--new", home=tmp_path, typed="1\n")
    again = run(PANTRY, home=tmp_path)
    assert b"Five plates, four chairs." in again.stdout
    assert b"He comes in" not in again.stdout


def test_a_slot_that_is_not_there_is_three(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "play", "--plain", "--slot", "none", PANTRY)
    assert (code, out) == (3, "")
    assert err.count("\n") == 1


def test_the_full_screen_without_a_terminal_is_two(tmp_path: Path) -> None:
    tried = run("play", "--tui", home=tmp_path)
    assert tried.returncode == 2
    assert tried.stderr.count(b"\n") == 1
    assert b"needs a terminal" in tried.stderr


def test_saves_are_listed_checked_and_deleted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert said(capsys, "saves", "list") == (0, "There are no saved games yet.\n", "")
    run("play", PANTRY, "--plain", "--new", home=tmp_path, typed="1\nsave one\n")
    assert said(capsys, "saves", "list")[1].count("The Pantry. At the table. 1 choice.") == 2
    assert [info["slot"] for info in json.loads(said(capsys, "saves", "list", "--json")[1])] == ["one", "auto"]
    assert said(capsys, "saves", "check") == (0, "2 of 2 saved games are whole.\n", "")
    assert said(capsys, "saves", "path") == (0, f"{tmp_path / 'saves'}\n", "")
    assert said(capsys, "saves", "delete", "one", "--yes") == (0, "Deleted one.\n", "")
    assert said(capsys, "saves", "check")[1] == "1 of 1 saved games are whole.\n"


def test_a_damaged_save_is_one_and_shown(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run("play", PANTRY, "--plain", "--new", home=tmp_path)
    for file in (tmp_path / "saves").glob("auto*json*"):
        file.write_bytes(b"{")
    code, out, _ = said(capsys, "saves", "check")
    assert code == 1
    assert out.startswith("auto: ")
    assert out.endswith("0 of 1 saved games are whole.\n")


@pytest.mark.parametrize("slot", ["none", "../../etc", "\x1b[2J"])
def test_deleting_what_is_not_there_is_three(capsys: pytest.CaptureFixture[str], slot: str) -> None:
    code, out, err = said(capsys, "saves", "delete", slot, "--yes")
    assert (code, out) == (3, "")
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_nothing_is_deleted_where_nobody_can_be_asked(tmp_path: Path) -> None:
    run("play", PANTRY, "--plain", "--new", home=tmp_path)
    tried = run("saves", "delete", "auto", home=tmp_path)
    assert tried.returncode == 1
    assert b"--yes" in tried.stderr
    assert b"auto" in run("saves", "list", home=tmp_path).stdout


def test_the_themes_to_ask_for_are_the_themes_there_are() -> None:
    (theme,) = (option for option in OPTIONS if option.name == "theme")
    assert theme.values == THEMES


def test_an_unexpected_exception_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("surprise")

    monkeypatch.setattr("fourfifths.launch.play", fail)
    code, _, err = said(capsys, "play")
    assert code == 1
    assert err.count("\n") == 1
    assert "Traceback" not in err
