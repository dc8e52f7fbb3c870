"""`fourfifths test`, `record` and `transcript` as a user's shell runs them, and the plugin in somebody's project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.functional.command import environment, run
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY

GOOD = "story: yard\nplaythroughs:\n  - {name: knocks, tags: [gate], steps: [{choose: knock, expect: {trust: 48}}]}\n"
BAD = "story: yard\nplaythroughs:\n  - name: knocks twice\n    steps:\n"
BAD += "      - choose: knock\n        expect: {trust: 99}\n"
BROKEN = "story: yard\nplaythroughs:\n  - {name: a, steps: [{chose: knock}]}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "yard" / "gate").mkdir(parents=True)
    for name, data in {"story": STORY, "facts": FACTS, "gate/gate": GATE, "gate/errands": ERRANDS}.items():
        (tmp_path / "yard" / f"{name}.yaml").write_bytes(data)
    return tmp_path


def write(project: Path, **files: str) -> None:
    for name, text in files.items():
        (project / f"{name}.play.yaml").write_text(text, encoding="utf-8")


def test_exit_codes_are_those_of_pytest(project: Path) -> None:
    write(project, good=GOOD, bad=BAD, broken=BROKEN)
    (project / "empty").mkdir()
    words = {
        ("good.play.yaml",): 0,
        ("bad.play.yaml",): 1,
        ("broken.play.yaml",): 2,
        ("nowhere",): 4,
        ("--nonsense",): 4,
        ("good.play.yaml", "-k", "and"): 4,
        ("good.play.yaml", "-k", "nothing"): 5,
        ("empty",): 5,
    }
    assert {each: run("test", *each, home=project).returncode for each in words} == words


def test_what_failed_is_on_standard_output_with_its_place(project: Path) -> None:
    write(project, bad=BAD, good=GOOD)
    done = run("test", home=project)
    said = done.stdout.decode()
    assert said.startswith("bad.play.yaml F\ngood.play.yaml .\n")
    assert "bad.play.yaml:6:25: error[E450] trust\n  6 |         expect: {trust: 99}\n" in said
    assert said.endswith("\n1 passed, 1 failed; 2 choices in 2 files.\n")
    assert done.stderr == b""


def test_it_stops_at_the_first_failure_where_asked(project: Path) -> None:
    write(project, a=BAD, b=GOOD)
    assert b"1 failed; 1 choice in 1 file" in run("test", "-x", home=project).stdout


def test_reports_for_programs(project: Path) -> None:
    write(project, bad=BAD, good=GOOD, broken=BROKEN)
    done = run("test", "--json", "--junit", "out.xml", home=project)
    found = json.loads(done.stdout)
    assert [(play["name"], play["outcome"]) for play in found["playthroughs"]] == [
        ("knocks twice", "failed"),
        ("knocks", "passed"),
    ]
    assert found["mistakes"][0]["file"] == "broken.play.yaml"
    assert (project / "out.xml").read_text(encoding="utf-8").count("<testcase") == 3


def test_update_shows_asks_and_writes(project: Path) -> None:
    write(project, bad=BAD)
    asked = run("test", "--update", home=project)
    assert asked.returncode == 1
    assert b"-        expect: {trust: 99}\n+        expect: {trust: 48}\n" in asked.stdout
    assert b"add --yes" in asked.stderr
    assert run("test", home=project).returncode == 1
    assert run("test", "--update", "--yes", home=project).returncode == 0
    assert run("test", home=project).returncode == 0
    assert run("test", "--update", home=project).stdout == b"Nothing to write.\n"


def test_a_played_game_is_recorded_and_passes(project: Path) -> None:
    run("play", "yard", "--plain", "--new", home=project, typed="1\nwait\nq\n")
    done = run("record", "auto", "--story", "yard", "-o", "mine.play.yaml", "--name", "my game", home=project)
    assert done.returncode == 0, done.stderr
    assert "name: my game" in (project / "mine.play.yaml").read_text(encoding="utf-8")
    assert run("test", home=project).returncode == 0
    (project / "script").write_text("1\nnothing\n", encoding="utf-8")
    refused = run("record", "script", "--story", "yard", home=project)
    assert (refused.returncode, refused.stderr.count(b"\n")) == (3, 1)
    assert b"line 2" in refused.stderr


def test_a_recording_replaces_a_file_only_by_force(project: Path) -> None:
    run("play", "yard", "--plain", "--new", home=project, typed="1\nwait\nq\n")
    mine = project / "mine.play.yaml"
    mine.write_text("precious\n", encoding="utf-8")
    words = ("record", "auto", "--story", "yard", "-o", "mine.play.yaml")
    refused = run(*words, home=project)
    assert (refused.returncode, mine.read_text(encoding="utf-8")) == (2, "precious\n")
    assert run(*words, "--force", home=project).returncode == 0
    assert "choose: wait" in mine.read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "sign"), [("text", b"Choice> 1"), ("md", b"**> Knock.**"), ("html", b"<h1>knocks")])
def test_a_transcript_is_written(project: Path, form: str, sign: bytes) -> None:
    write(project, good=GOOD)
    done = run("transcript", "good.play.yaml", "--format", form, home=project)
    assert done.returncode == 0
    assert sign in done.stdout


def pytest_in(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Somebody's pytest: the plugin is found by its entry point, as it is where the package was installed."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--strict-markers", *words]
    home = environment(project)
    return subprocess.run(command, cwd=project, env=home, capture_output=True, text=True, timeout=60, check=False)


def test_pytest_collects_the_same_files_in_a_foreign_project(project: Path) -> None:
    write(project, bad=BAD, good=GOOD)
    done = pytest_in(project, "-v")
    assert done.returncode == 1
    assert "good.play.yaml::knocks PASSED" in done.stdout
    assert "bad.play.yaml::knocks twice FAILED" in done.stdout
    assert "bad.play.yaml:6:25: error[E450] trust\n  6 |         expect: {trust: 99}" in done.stdout
    assert "expected  99\n    actual    48" in done.stdout
    assert "Traceback" not in done.stdout


def test_pytest_knows_tags_ways_and_mistakes(project: Path) -> None:
    write(project, good=GOOD)
    assert pytest_in(project, "-m", "gate", "--playthrough-way", "machine").returncode == 0
    assert pytest_in(project, "-m", "not gate").returncode == 5
    write(project, broken=BROKEN)
    done = pytest_in(project)
    assert done.returncode == 2
    assert "broken.play.yaml:3:24: error[E020]" in done.stdout


def test_the_commands_import_nothing_of_the_full_screen(project: Path) -> None:
    write(project, good=GOOD)
    script = (
        "import sys\nfrom fourfifths.cli import main\nmain(['test', 'good.play.yaml'])\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=project,
        env=environment(project),
        check=True,
    )
    assert not {"textual", "rich", "pytest", "asyncio"} & set(done.stdout.split())
