"""`fourfifths simulate` as a user's shell runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.functional.command import COMMAND, environment, run
from tests.functional.test_import_hygiene import FULL_SCREEN, NEVER, imported
from tests.functional.test_measuring_commands import place

FEW = ("--runs", "20", "--forks", "2", "--jobs", "1")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    place(tmp_path / "yard")
    return tmp_path


def table(project: Path, text: str) -> None:
    (project / "yard" / "tables").mkdir()
    (project / "yard" / "tables" / "policies.yaml").write_text(text, encoding="utf-8")


def test_a_story_is_simulated_and_reported(project: Path) -> None:
    done = run("simulate", "yard", *FEW, home=project)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Yard 1.0.0: 40 plays from seed 0\n")
    assert b"\nA7  Fork test" in done.stdout


def test_the_same_figures_come_from_one_process_and_two(project: Path) -> None:
    alone = run("simulate", "yard", "--json", "--runs", "120", home=project)
    spread = run("simulate", "yard", "--json", "--runs", "120", "--jobs", "2", home=project)
    assert spread.returncode == 0
    assert json.loads(alone.stdout)["policies"]["random"]["plays"] == 120
    assert alone.stdout == spread.stdout


def test_policies_are_chosen_and_a_wrong_one_is_a_plain_error(project: Path) -> None:
    found = json.loads(
        run("simulate", "yard", *FEW, "--json", "--policy", "first", "--policy", "random", home=project).stdout
    )
    assert list(found["policies"]) == ["random", "first"]
    done = run("simulate", "yard", "--policy", "radnom", home=project)
    assert done.returncode == 2
    assert b"There is no policy 'radnom'. Did you mean 'random'?" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_storys_own_policies_are_played(project: Path) -> None:
    table(project, "policies:\n  knocker: {prefer: gate/gate.knock}\n")
    found = json.loads(run("simulate", "yard", *FEW, "--json", home=project).stdout)
    assert found["policies"]["knocker"]["meters"]["trust"]["mean"] == 48


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("policies:\n  p: {carless: 3}\n", b"yard/tables/policies.yaml:2:7"),
        ("policies:\n  p: {prefer: gate/gate.knok}\n", b"yard/tables/policies.yaml:2:15"),
        ("policies: [\n", b"yard/tables/policies.yaml:"),
    ],
)
def test_mistakes_of_the_table_are_shown_where_they_stand(project: Path, text: str, said: bytes) -> None:
    table(project, text)
    done = run("simulate", "yard", *FEW, home=project)
    assert (done.returncode, done.stdout) == (3, b"")
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


def test_gates_are_the_exit_code_where_it_is_asked_for(project: Path) -> None:
    assert run("simulate", "yard", *FEW, home=project).returncode == 0
    done = run("simulate", "yard", *FEW, "--gates", home=project)
    assert done.returncode == 1
    assert b"Hard gates that do not hold: A8" in done.stdout


def test_reports_are_written_to_files(project: Path) -> None:
    done = run("simulate", "yard", *FEW, "-o", "report.txt", "--html", "report.html", home=project)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (project / "report.txt").read_text(encoding="utf-8").startswith("Yard 1.0.0")
    assert (project / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    done = run("simulate", "yard", *FEW, "--html", "nowhere/report.html", home=project)
    assert done.returncode == 3
    assert b"nowhere/report.html cannot be written" in done.stderr


def test_what_cannot_be_read_is_a_plain_error(project: Path) -> None:
    (project / "yard" / "story.yaml").write_bytes(b"title: x\n")
    done = run("simulate", "yard", home=project)
    assert (done.returncode, done.stdout) == (3, b"")
    assert run("simulate", "nothing", home=project).returncode == 2
    assert run("simulate", "--runs", "0", home=project).returncode == 2


def test_without_texts_nothing_is_read(project: Path) -> None:
    found = json.loads(run("simulate", "yard", *FEW, "--json", "--no-text", home=project).stdout)
    assert (found["text"], found["forks"], found["policies"]["random"]["words"]) == (False, None, None)


class Endless:
    """A simulation of a million plays on a terminal, once it has begun to play."""

    def __init__(self, project: Path, jobs: str) -> None:
        words = ["simulate", "yard", "--runs", "1000000", "--forks", "0", "--jobs", jobs]
        self._terminal, inside = os.openpty()
        self.process = subprocess.Popen(
            [*COMMAND, *words], cwd=project, env=environment(project), stdout=subprocess.PIPE, stderr=inside,
            start_new_session=True,
        )  # fmt: skip
        os.close(inside)
        self.said = b""
        self.until(b"]   0 %")

    def until(self, end: bytes) -> bytes:
        while end not in self.said:
            self.said += os.read(self._terminal, 4096)
        return self.said

    def workers(self) -> list[int]:
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


posix = pytest.mark.skipif(os.name != "posix", reason="terminals and signals")
linux = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found in /proc")


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_on_a_terminal_it_shows_how_far_it_is_and_stops_plainly(project: Path, jobs: str) -> None:
    endless = Endless(project, jobs)
    os.killpg(endless.process.pid, signal.SIGINT)
    out, _ = endless.process.communicate(timeout=60)
    assert (endless.process.returncode, out) == (130, b"")
    said = endless.until(b"measured.\r\n")
    assert said.endswith(b"%\r\x1b[Kfourfifths: stopped; nothing was measured.\r\n")
    assert b"Traceback" not in said


@linux
def test_a_worker_that_is_killed_is_a_plain_error(project: Path) -> None:
    endless = Endless(project, "2")
    os.kill(endless.workers()[0], signal.SIGKILL)
    out, _ = endless.process.communicate(timeout=60)
    assert (endless.process.returncode, out) == (3, b"")
    assert b"Traceback" not in endless.until(b"try --jobs 1.\r\n")


@linux
def test_workers_end_with_who_started_them(project: Path) -> None:
    endless = Endless(project, "2")
    workers = endless.workers()
    assert len(workers) == 2
    endless.process.kill()
    endless.process.communicate(timeout=60)
    patience = time.monotonic() + 30
    while any(alive(pid) for pid in workers) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in workers)


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has waited for is over."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def test_it_needs_no_screen(project: Path) -> None:
    found = imported(project, "simulate", "yard", *FEW)
    assert not found & (FULL_SCREEN | NEVER | {"transitions"})
