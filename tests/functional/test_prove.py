"""`fourfifths prove` as it is called."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fourfifths.commands import prove
from fourfifths.commands.prove import command
from fourfifths.compiler import compile_story
from fourfifths.proofs import PLACE
from fourfifths.prove.again import Again
from fourfifths.testing.collect import collect
from fourfifths.testing.library import Library
from fourfifths.testing.select import files

SMALL = Path(__file__).parents[1] / "stories" / "small"


def called(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], standalone_mode=False)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def test_each_verdict_stands_in_the_object_and_each_witness_in_a_file(tmp_path: Path) -> None:
    result = called(SMALL, "--no-save", "--json", "--odds", "--witnesses", tmp_path)
    found = json.loads(result.stdout)
    assert found["story"] == compile_story(SMALL).id
    assert sum(found["counts"].values()) == len(found["verdicts"])
    assert found["counts"]["unknown"] == 0
    assert bool(found["problems"]) == (result.return_value == 1)
    for verdict in found["verdicts"]:
        assert verdict["verdict"] != "reachable" or (tmp_path / verdict["file of witness"]).is_file()
        assert verdict["verdict"] != "impossible" or verdict["checked"]
    for finding in found["findings"]:
        assert all(
            (tmp_path / finding[play]["file of witness"]).is_file() for play in ("before", "after") if play in finding
        )
    collected = collect(files((tmp_path,)), Library())
    assert collected.playthroughs
    assert not collected.mistakes
    assert not (SMALL / PLACE).exists()


def test_the_same_seed_gives_the_same_report() -> None:
    first, second = (called(SMALL, "--no-save").stdout for _ in range(2))
    assert first == second
    assert "confirmed; 0 unknown." in first


def test_a_proof_is_kept_and_gone_on_from(small: Path) -> None:
    first, second = (json.loads(called(small, "--json").stdout) for _ in range(2))
    assert (small / PLACE).is_file()
    assert first["before"] is None
    assert second["before"]["sought"] == 0
    assert second["verdicts"] == first["verdicts"]
    assert second["findings"] == first["findings"]
    assert "no scene changed" in called(small).stdout
    assert json.loads(called(small, "--json", "--fresh").stdout)["before"] is None


def test_after_an_edit_the_report_says_what_was_sought(small: Path) -> None:
    called(small)
    file = small / "gate" / "gate.yaml"
    file.write_text(file.read_text().replace("trust >= 40", "trust >= 41"))
    assert "1 scene changed: gate/dawn" in called(small).stdout


@pytest.mark.parametrize("data", ["", "{", "[]", '{"what": "a map"}', '{"what": "proof of a story", "format": 0}'])
def test_a_file_that_is_no_proof_is_told_and_replaced(small: Path, data: str) -> None:
    (small / PLACE).parent.mkdir()
    (small / PLACE).write_text(data)
    result = called(small)
    assert "everything is proved anew" in result.stderr
    assert "Since the proof before" not in result.stdout
    assert "no scene changed" in called(small).stdout


def test_the_proof_of_another_story_helps_with_nothing_and_hurts_nothing(small: Path, tmp_path: Path) -> None:
    other = SMALL.parent / "pantry"
    called(other, "--proof", tmp_path / "p")
    mixed = json.loads(called(small, "--proof", tmp_path / "p", "--json").stdout)
    alone = json.loads(called(small, "--no-save", "--json").stdout)
    assert mixed["counts"] == alone["counts"]


def test_where_the_proof_cannot_be_kept_the_report_stands(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = called(small, "--proof", tmp_path / "file" / "proof.json")
    assert "the proof is not kept" in result.stderr
    assert "0 unknown." in result.stdout


def test_ctrl_c_keeps_what_was_decided(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(self, _, old=Again.run):
        def stop(*_: int) -> None:
            raise KeyboardInterrupt

        return old(self, stop)

    monkeypatch.setattr(prove.Again, "run", run)
    result = called(small)
    assert result.return_value == 130
    assert "goes on from there" in result.stderr
    monkeypatch.undo()
    assert json.loads(called(small, "--json").stdout)["before"]["verdicts"] > 0
