"""`fourfifths prove` as it is called."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from fourfifths.commands.prove import command
from fourfifths.compiler import compile_story
from fourfifths.testing.collect import collect
from fourfifths.testing.library import Library
from fourfifths.testing.select import files

SMALL = Path(__file__).parents[1] / "stories" / "small"


def test_each_verdict_stands_in_the_object_and_each_witness_in_a_file(tmp_path: Path) -> None:
    arguments = [str(SMALL), "--json", "--odds", "--witnesses", str(tmp_path)]
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    found = json.loads(result.stdout)
    assert found["story"] == compile_story(SMALL).id
    assert sum(found["counts"].values()) == len(found["verdicts"])
    assert found["counts"]["unknown"] == 0
    assert bool(found["problems"]) == (result.return_value == 1)
    for verdict in found["verdicts"]:
        assert verdict["verdict"] != "reachable" or (tmp_path / verdict["file of witness"]).is_file()
        assert verdict["verdict"] != "impossible" or verdict["checked"]
    collected = collect(files((tmp_path,)), Library())
    assert collected.playthroughs
    assert not collected.mistakes


def test_the_same_seed_gives_the_same_report() -> None:
    first, second = (CliRunner().invoke(command, [str(SMALL)], standalone_mode=False).stdout for _ in range(2))
    assert first == second
    assert "confirmed; 0 unknown." in first
