"""Coverage, generation, mutation and difference as a user's shell runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.functional.command import run
from tests.functional.test_import_hygiene import FULL_SCREEN, NEVER, imported
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY

KNOCKS = "story: yard\nplaythroughs:\n  - {name: knocks, steps: [{choose: knock, expect: {trust: 48}}]}\n"


def place(folder: Path, gate: bytes = GATE) -> None:
    (folder / "gate").mkdir(parents=True)
    for name, data in {"story": STORY, "facts": FACTS, "gate/gate": gate, "gate/errands": ERRANDS}.items():
        (folder / f"{name}.yaml").write_bytes(data)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    place(tmp_path / "yard")
    (tmp_path / "knocks.play.yaml").write_text(KNOCKS, encoding="utf-8")
    return tmp_path


def test_coverage_is_said_and_held_to_a_bar(project: Path) -> None:
    done = run("test", "--coverage", "--html", "c.html", home=project)
    assert done.returncode == 0
    assert b"Yard 1.0.0:" in done.stdout
    assert b"  yard/gate/errands.yaml:6:3: gate/well:" in done.stdout
    assert (project / "c.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("test", "--fail-under", "99", home=project).returncode == 1
    assert run("test", "--fail-under", "1", home=project).returncode == 0
    assert run("test", "--fail-under", "nine", home=project).returncode == 4


def test_coverage_is_part_of_the_json(project: Path) -> None:
    body = json.loads(run("test", "--coverage", "--json", home=project).stdout)
    assert body["coverage"][0]["story"] == "yard"
    assert "coverage" not in json.loads(run("test", "--json", home=project).stdout)


def test_what_is_generated_passes_and_can_be_generated_again(project: Path) -> None:
    done = run("test", "yard", "--generate", "-o", "made", home=project)
    assert done.returncode == 0, done.stderr
    first = {path.name: path.read_bytes() for path in sorted((project / "made").iterdir())}
    assert f"{len(first)} files in made".encode() in done.stdout
    assert run("test", "made", "--fail-under", "75", home=project).returncode == 0
    (project / "made" / "old.play.yaml").write_bytes(first["beginning.play.yaml"])
    assert run("test", "yard", "--generate", "-o", "made", home=project).returncode == 0
    assert {path.name: path.read_bytes() for path in sorted((project / "made").iterdir())} == first


def test_a_file_that_somebody_wrote_is_not_overwritten(project: Path) -> None:
    (project / "made").mkdir()
    mine = project / "made" / "beginning.play.yaml"
    mine.write_text(KNOCKS, encoding="utf-8")
    done = run("test", "yard", "--generate", "-o", "made", home=project)
    assert (done.returncode, mine.read_text(encoding="utf-8")) == (4, KNOCKS)
    assert b"was not made by --generate" in done.stderr
    assert run("test", "yard", "yard", "--generate", home=project).returncode == 4
    (project / "yard" / "story.yaml").write_bytes(b"title: x\n")
    assert run("test", "yard", "--generate", "-o", "other", home=project).returncode == 2


def test_changes_that_nobody_notices_are_listed_with_their_places(project: Path) -> None:
    done = run("mutate", "knocks.play.yaml", home=project)
    assert done.returncode == 1
    assert b"No playthrough notices these:\n  yard/gate/" in done.stdout
    assert done.stdout.rstrip().endswith(b"%.")
    assert done.stderr == b""
    assert run("mutate", "--sample", "5", "--fail-under", "0", home=project).returncode == 0


def test_mutation_speaks_json_and_says_what_it_cannot_read(project: Path) -> None:
    (body,) = json.loads(run("mutate", "--json", "--sample", "30", "--seed", "2", home=project).stdout)
    assert len(body["changes"]) == 30
    assert body["counts"].keys() == {"noticed", "missed", "same"}
    assert run("mutate", "nowhere", home=project).returncode == 2
    (project / "bad.play.yaml").write_text("playthroughs: [{name: a}]\n", encoding="utf-8")
    assert run("mutate", "bad.play.yaml", home=project).returncode == 3


def test_a_difference_has_the_playthroughs_that_come_out_otherwise(project: Path) -> None:
    place(project / "new", GATE.replace(b"by: +3, why: Some", b"by: +2, why: Some"))
    done = run("diff", "yard", "new", "--playthroughs", "knocks.play.yaml", home=project)
    said = done.stdout.decode()
    assert done.returncode == 1
    assert "effects:\n  ~ gate/gate.knock  (gate/gate.yaml:" in said
    assert "playthroughs:\n  ~ knocks.play.yaml::knocks  (knocks.play.yaml:3:12)\n      passed, in gate/gate" in said
    assert "trust)" in said
    assert run("diff", "yard", "yard", home=project).returncode == 0
    markdown = run("diff", "yard", "new", "--format", "markdown", home=project).stdout.decode()
    assert markdown.startswith("# What changed in the story\n\n## Effects")
    assert json.loads(run("diff", "yard", "new", "--format", "json", home=project).stdout)["entries"]


def test_what_cannot_be_compared_is_said_in_a_sentence(project: Path) -> None:
    done = run("diff", "nowhere", "yard", home=project)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"fourfifths: ")
    place(project / "bad", GATE.replace(b"goto: hub", b"goto: hbu"))
    done = run("diff", "yard", "bad", home=project)
    assert done.returncode == 3
    assert b"bad:gate/gate.yaml:" in done.stderr


@pytest.mark.parametrize(
    "words",
    [("test", "--coverage"), ("test", "yard", "--generate"), ("mutate", "--sample", "2"), ("diff", "yard", "yard")],
    ids=" ".join,
)
def test_no_front_end_is_imported(project: Path, words: tuple[str, ...]) -> None:
    assert not imported(project, *words) & (FULL_SCREEN | NEVER)
