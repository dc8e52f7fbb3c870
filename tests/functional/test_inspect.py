"""`fourfifths inspect`: every figure the story claims, with its terms, and plain words for a wrong call."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fourfifths.commands import inspecting
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


HUBS = [word for district in ("low-quay", "stacks", "marl") for word in ("--hub", district)]


def verdicts(found: list[str]) -> list[str]:
    return [line.rsplit(": ")[-1] for line in found if " at least" in line or " at most" in line]


def test_a_card_is_asked_for_by_its_name() -> None:
    found = lines("concierge", "--card", "hubs-card", *HUBS)
    assert "score = 3 x spend + 3 x tenure + 8 x near + 6 x need" in found
    assert verdicts(found) == ["passes"] * 3
    assert verdicts(lines("concierge", "--card", "hubs-card")) == ["fails", "passes", "passes"]
    assert verdicts(lines("concierge", "--card", "voice", "--ballots", *HUBS, "--endowed")) == ["passes"] * 3
    assert "lowest over highest, households: 16.7 / 20.9 = 0.80" in lines("concierge", "--card", "capped")


def test_a_changed_card_is_no_longer_what_its_line_says() -> None:
    assert lines("concierge", "--card", "launch")[0].startswith("As it was launched")
    assert lines("concierge", "--card", "launch", "--weight", "need=3")[0].startswith("48,000 plates")


def test_the_tables_ballots_may_be_changed_for_one_district() -> None:
    assert lines("--count", "--ballots")[-1] == "10 of 7,051 weightings pass all three: 0.1 %"
    voiced = lines("--weight", "voice=5", "--ballots", "--voice", "low-quay=0")
    assert "Low Quay 14 + 12 + 10 + 18 + 0 = 54" in " ".join(voiced)
    assert "Marl 21 + 24 + 15 + 14 + 30 = 104" in " ".join(voiced)


def test_the_book_balances_in_sight() -> None:
    assert "luna-eleven 11 hours 2 -" in lines("ledger")
    found = lines("ledger", "luna-eleven", "eleven-sold", "hub-crates")
    assert "debit luna 11" in found
    assert "together +11 -11 = 0" in found
    assert "together -6 +2 +1 +3 = 0" in found
    assert found[-2] == "act 3: Luna Ward owes Nkechi Stroud's couriers 11 hours (eleven-sold)"
    assert lines("ledger", "luna-eleven", "eleven-worked")[-1] == "no debt stands"


def test_the_profile_shows_what_each_act_brings_and_tells() -> None:
    found = lines("profile", "--sell", "9", "--pool", "3")
    assert "what he grieves 3 320 480 pooled 128" in found
    assert "whom he eats with 9 900 1,400 sold 900" in found
    assert "the stair that Luna Ward lives on, and who else eats there (row 4 and row 9)" in found
    assert "what appetite is, for everyone after him (row 3 and row 8)" not in found
    assert "row 9 is false, and row 4 shows it: the bid is taken back" in lines("profile", "--poison", "9")
    every = [word for row in range(1, 13) for word in ("--withhold", str(row))]
    assert "a quarter: 0 = 0" in lines("profile", *every)
    assert "whoever holds the sold rows can tell nothing" in lines("profile", *every)


def test_the_coalition_shows_whom_promises_hold() -> None:
    assert lines("coalition")[-3:] == [
        "no set holds more than 5 of 7; the least that do:",
        "honest-count, fridge, shared-shelf, paid-minutes, seed-line",
        "honest-count, fridge, shared-shelf, block-depot, seed-line",
    ]
    found = lines("coalition", "paid-minutes", "block-depot", "fridge")
    assert "the couriers paid-minutes block-depot leaves over its red line" in found
    assert "the twelve block-depot arch leaves: cannot be kept" in found
    assert "1 group of 7; the permit takes 4, the best ending 5" in found


def test_the_ballots_are_counted_door_by_door() -> None:
    found = lines("ballots")
    assert "glasshouse: 5 to 5, split" in found
    assert "low-quay: 5 + 3 = 8" in found
    assert "low-quay: 1 + 1 = 2" in lines("ballots", "low-quay")


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
        (["concierge", "broth"], "concierge takes no words"),
        (["pantry", "--weight", "need=5"], "pantry takes no --weight"),
        (["pantry", "--count"], "pantry takes no --count"),
        (["--card", "moon-card"], "no card 'moon-card'; there are launch, level"),
        (["ledger", "moon"], "no entry 'moon'"),
        (["ledger", "--sell", "9"], "ledger takes no --sell"),
        (["profile", "9"], "profile takes no words"),
        (["profile", "--sell", "13"], "no row '13'"),
        (["profile", "--sell", "9", "--pool", "9"], "row 9 is named twice"),
        (["coalition", "moon"], "no promise 'moon'"),
        (["ballots", "moon"], "no district 'moon'"),
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

    monkeypatch.setattr(inspecting, "allocate", broken)
    assert type(run().exception) is ValueError


def test_a_story_without_tables_says_so() -> None:
    for table in ("concierge", "pantry", "ledger", "profile", "coalition", "ballots"):
        assert f"no tables/{table}.yaml" in str(run(table, story=FEAST).exception)


def test_a_broken_table_is_shown_at_its_place(tmp_path: Path) -> None:
    table = (STORY / "tables/concierge.yaml").read_text().replace("fade: 38", "fade: 380")
    (tmp_path / "tables").mkdir()
    (tmp_path / "story.yaml").write_bytes((FEAST / "story.yaml").read_bytes())
    (tmp_path / "tables/concierge.yaml").write_text(table)
    result = run(story=tmp_path)
    assert result.return_value == 3
    assert "concierge.yaml:41:11" in result.output
    assert "between 0 and 100" in result.output
