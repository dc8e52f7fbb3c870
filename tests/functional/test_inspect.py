"""`fourfifths inspect`: every figure the story claims, with its terms, and plain words for a wrong call."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fourfifths.commands import inspect
from fourfifths.commands.root import root

STORY = Path(__file__).parents[2] / "story"
FEAST = Path(__file__).parents[1] / "stories/feast"


def run(*words: str, story: Path = STORY) -> Result:
    return CliRunner().invoke(root, ["inspect", *words, "--story", str(story)], standalone_mode=False)


def lines(*words: str) -> list[str]:
    result = run(*words)
    assert result.return_value == 0, result.exception
    return [" ".join(line.split()) for line in result.output.splitlines()]


def test_the_card_shows_the_terms_of_every_score() -> None:
    found = lines()
    assert "Low Quay 14 + 12 + 10 + 18 = 54 16.7 % 10.4 % 1.31 0.73" in found
    assert "Signal Hill 63 + 54 + 35 + 2 = 154 47.7 % 46.8 % 1.48 3.27" in found
    assert "lowest over highest, households: 16.7 / 47.7 = 0.35" in found
    assert "lowest over highest, seen: 1.31 / 1.56 = 0.84" in found
    assert "households 0.35, 0.80 at least: fails" in found


def test_a_changed_card_with_hubs_ballots_and_an_endowment_passes() -> None:
    weights = [word for pair in ("spend=5", "tenure=3", "near=2", "need=5", "voice=5") for word in ("--weight", pair)]
    voices = [
        word
        for pair in ("signal-hill=3", "glasshouse=2", "tenth-street=6", "marl=6", "stacks=7", "low-quay=8")
        for word in ("--voice", pair)
    ]
    hubs = [word for district in ("low-quay", "stacks", "marl") for word in ("--hub", district)]
    assert "revenue 0.83 of the launch's, 0.85 at least: fails" in lines(*weights, *voices, *hubs)
    found = lines(*weights, *voices, *hubs, "--endowed")
    assert [line.rsplit(": ")[-1] for line in found if " at " in line] == ["passes"] * 3


def test_levelling_down_passes_and_gives_nobody_a_dinner() -> None:
    found = lines("concierge", "--cap", "20.9")
    assert "lowest over highest, households: 16.7 / 20.9 = 0.80" in found
    assert "Low Quay 14 + 12 + 10 + 18 = 54 16.7 % 10.4 % 1.31 0.73" in found


def test_the_weightings_that_pass_are_counted() -> None:
    assert lines("--count")[-1] == "0 of 891 weightings pass all three: 0.0 %"


def test_a_week_is_added_up() -> None:
    week = ["broth", "co-op-share", "potatoes", "depot-box", "co-op-share", "broth", "potatoes"]
    found = lines("pantry", *week)
    assert "420 of 25,600 weeks meet them all: 1.6 %" in found
    assert "chits: 2 + 6 + 7 + 9 + 6 + 2 + 7 = 39" in found
    assert found[-1] == "misses fill, fatigue"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--weight", "hunger=5"], "no feature 'hunger'"),
        (["--weight", "need"], "name=number"),
        (["--weight", "need=٣"], "name=number"),
        (["--hub", "the-moon"], "no district 'the-moon'"),
        (["--voice", "marl=12"], "0 to 9"),
        (["--voice", "moon=1"], "no district 'moon'"),
        (["--cap", "1/0"], "a percentage"),
        (["--cap", "nan"], "a percentage"),
        (["pantry", "broth"], "7 suppers"),
        (["concierge", "broth"], "concierge takes no suppers"),
        (["pantry", "--weight", "need=5"], "pantry takes no options"),
        (["pantry", "--count"], "pantry takes no options"),
        (["pantry", *["co-op-share"] * 7], "not to be had on monday"),
        (["pantry", *["cake"] * 7], "no supper 'cake'"),
        ([word for name in ("spend", "tenure", "near", "need") for word in ("--weight", f"{name}=0")], "nothing"),
    ],
)
def test_a_wrong_call_says_what_is_meant(words: list[str], said: str) -> None:
    assert said in str(run(*words).exception)


def test_a_mistake_of_the_program_is_not_called_the_user_s(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("of our own")

    monkeypatch.setattr(inspect, "allocate", broken)
    assert type(run().exception) is ValueError


def test_a_story_without_tables_says_so() -> None:
    assert "no tables/concierge.yaml" in str(run(story=FEAST).exception)


def test_a_broken_table_is_shown_at_its_place(tmp_path: Path) -> None:
    table = (STORY / "tables/concierge.yaml").read_text().replace("fade: 38", "fade: 380")
    (tmp_path / "tables").mkdir()
    (tmp_path / "story.yaml").write_bytes((FEAST / "story.yaml").read_bytes())
    (tmp_path / "tables/concierge.yaml").write_text(table)
    result = run(story=tmp_path)
    assert result.return_value == 3
    assert "concierge.yaml:41:11" in result.output
    assert "between 0 and 100" in result.output
