"""What an edit did to a story, in words that say it and nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from fourfifths.compiler import compile_texts
from fourfifths.diagnostics import StoryError
from fourfifths.model import Story
from fourfifths.tools.diff import Difference, Entry, Sign, Words, as_json, as_markdown, as_text, compare
from fourfifths.tools.diff.sources import SourceError
from fourfifths.tools.diff.sources import story as read_story
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY, yard

FILES = {"story.yaml": STORY, "facts.yaml": FACTS, "gate/gate.yaml": GATE, "gate/errands.yaml": ERRANDS}


def edited(old: str, new: str, file: str = "gate/gate.yaml") -> Story:
    assert old.encode() in FILES[file]
    return compile_texts(FILES | {file: FILES[file].replace(old.encode(), new.encode())})


def said(new: Story) -> list[tuple[str, str, str, str, str]]:
    found = compare(yard(), new).entries
    return [(entry.section, entry.sign.name, entry.what, entry.old, entry.new) for entry in found]


def test_the_same_story_has_no_difference() -> None:
    assert not compare(yard(), yard())
    assert as_text(Difference()) == "The stories do the same."


def test_values_and_the_storys_head() -> None:
    assert said(edited("{int: 0..2}", "{int: 0..3, start: 1}", "story.yaml")) == [
        ("values", "CHANGED", "played", "0 to 2, from 0", "0 to 3, from 1"),
    ]
    assert said(edited("version: 1.0.0", "version: 1.1.0", "story.yaml")) == [
        ("story", "CHANGED", "version", "1.0.0", "1.1.0"),
    ]
    assert said(edited("[dry, rain]", "[dry, rain, fog]", "story.yaml"))[0][3:] == (
        "one of dry, rain, from dry",
        "one of dry, rain, fog, from dry",
    )


def test_conditions_effects_and_targets() -> None:
    assert said(edited("needs: keys", "needs: keys and trust >= 46")) == [
        ("conditions", "CHANGED", "gate/gate.enter: needs", "keys", "keys and trust >= 46"),
    ]
    assert said(edited("by: +3, why: Some", "by: -3, why: Some")) == [
        ("effects", "CHANGED", "gate/gate.knock", "trust +3", "trust -3"),
    ]
    assert said(edited("by: +3, why: Some", "half-way-to: 22, why: Some")) == [
        ("effects", "CHANGED", "gate/gate.knock", "trust +3", "trust half-way to 22"),
    ]
    stays = edited("text: It comes.\n        goto: hub", "text: It comes.\n        goto: gate")
    assert ("targets", "CHANGED", "gate/gate.wait", "gate/hub", "gate/gate") in said(stays)
    assert said(edited("weather == rain: It", "weather == dry: It")) == [
        ("conditions", "CHANGED", "gate/gate: its text", "weather == rain", "weather == dry"),
    ]
    assert ("conditions", "CHANGED", "gate/gate.knock: if", "once", "nothing") in said(
        edited("        once: true\n", "        once: false\n")
    )


def test_what_came_went_and_can_no_longer_be_reached() -> None:
    found = said(edited("needs: keys", "needs: equity <= 97"))
    assert ("choices", "LOST", "gate/gate.enter", "", "") in found
    assert ("scenes", "LOST", "gate/end", "", "") in found
    assert ("endings", "LOST", "yard", "", "") in found
    back = compare(edited("needs: keys", "needs: equity <= 97"), yard()).entries
    assert (Sign.FOUND, "yard") in {(entry.sign, entry.what) for entry in back}
    renamed = said(edited("- id: knock", "- id: rap"))
    assert ("choices", "CAME", "gate/gate.rap", "", "") in renamed
    assert ("choices", "WENT", "gate/gate.knock", "", "") in renamed


def test_a_choice_that_says_what_it_was_is_the_same_choice() -> None:
    found = said(edited("- id: knock", "- id: rap\n        was: knock"))
    assert ("choices", "CHANGED", "gate/gate.rap", "knock", "rap") in found
    assert not any(sign in ("CAME", "WENT") and section == "choices" for section, sign, *_ in found)


def test_decks() -> None:
    assert said(edited("limit: 2}", "limit: 1}"))[0] == ("decks", "CHANGED", "gate/hub: limit", "2", "1")
    cards = said(edited("priority: 5", "priority: 0", "gate/errands.yaml"))
    assert cards == [("decks", "CHANGED", "gate/hub: order", "gate/well, gate/key", "gate/key, gate/well")]


def test_an_ending_that_is_called_otherwise_came_and_went() -> None:
    found = said(edited("ends: {id: yard,", "ends: {id: court,"))
    assert found == [("endings", "CAME", "court", "", ""), ("endings", "WENT", "yard", "", "")]


def test_words_are_counted_by_voice() -> None:
    found = compare(yard(), edited("Nobody comes.", "Nobody comes, or nobody says so."))
    assert found.entries == ()
    assert found.words == (Words("ann", 5, 1),)
    why = compare(yard(), edited("why: Somebody hears it and looks.", "why: Somebody hears it."))
    assert why.words == (Words("whys of meters", 1, 3),)


ALL = Difference(
    (
        Entry("scenes", Sign.CAME, "a/b"),
        Entry("choices", Sign.LOST, "a/b.c"),
        Entry("conditions", Sign.CHANGED, "a|`b", None, "x", "y|z"),
    ),
    (Words("ann", 3, 2),),
    ("one\x1bfile",),
)


def test_text_has_a_sign_for_each() -> None:
    text = as_text(ALL)
    assert "scenes:\n  + a/b\n\nchoices:\n  ! a/b.c can no longer be reached" in text
    assert "  ~ a|`b\n      x\n   -> y|z" in text
    assert "words:\n  ann              +3 -2" in text
    assert "\x1b" not in text


def test_markdown_cells_hold_whatever_is_in_them() -> None:
    text = as_markdown(ALL)
    assert "| changed | `a\\|'b` | `x` | `y\\|z` |" in text
    assert "| `ann` | 3 | 2 |" in text


def test_json_can_be_read_again() -> None:
    body = json.loads(as_json(ALL))
    assert body["words"] == [{"voice": "ann", "added": 3, "removed": 2}]
    assert [entry["change"] for entry in body["entries"]] == ["came", "lost", "changed"]
    places = json.loads(as_json(compare(yard(), edited("needs: keys", "needs: not keys"))))["entries"]
    assert {entry["file"] for entry in places} == {"gate/gate.yaml"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        place = tmp_path / "tale" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", *who, "-C", str(folder), *words], check=True, capture_output=True)


def test_a_revision_is_read_without_a_checkout(repository: Path) -> None:
    folder = repository / "tale"
    (folder / "gate" / "gate.yaml").write_bytes(GATE.replace(b"needs: keys", b"needs: not keys"))
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    assert read_story("HEAD", folder).hash == yard().hash
    assert read_story("HEAD:tale", folder).hash == yard().hash
    assert read_story(str(folder), folder).hash != yard().hash
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*.yaml"))} == before


@pytest.mark.parametrize("name", ["nothing", "--output=x", "HEAD:nowhere", "HEAD:../..", ""])
def test_what_is_no_story_is_said(repository: Path, name: str) -> None:
    with pytest.raises(SourceError):
        read_story(name, repository / "tale")
    with pytest.raises(SourceError):
        read_story(str(repository), repository / "tale")
    assert not (repository / "x").exists()


def test_a_revision_that_does_not_compile_says_so(repository: Path) -> None:
    folder = repository / "tale"
    (folder / "gate" / "gate.yaml").write_bytes(GATE.replace(b"goto: hub", b"goto: hbu"))
    git(repository, "commit", "-q", "-am", "two")
    with pytest.raises(StoryError):
        read_story("HEAD", folder)
    assert read_story("HEAD~1", folder).hash == yard().hash
