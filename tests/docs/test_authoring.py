"""The examples of docs/authoring.md compile and play as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fourfifths import bundled, step
from fourfifths.compiler import check, check_texts, compile_texts
from fourfifths.model import Story
from fourfifths.state import State

PAGE = Path(__file__).parents[2] / "docs" / "authoring.md"
EXAMPLE = re.compile(r"```yaml file=(\S+)\n(.*?)```", re.DOTALL)


def examples() -> dict[str, bytes]:
    return {name: text.encode() for name, text in EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))}


def smallest() -> Story:
    files = examples()
    return compile_texts({name: files[name] for name in ("story.yaml", "kitchen/pot.yaml")})


def whole() -> tuple[Story | None, tuple[object, ...]]:
    files = examples()
    files["story.yaml"] = (
        files["story.yaml"]
        .replace(b"start: kitchen/pot", b"start: kitchen/friday")
        .replace(b"variables:\n", b"variables:\n  done: {int: 0..2}\n")
    )
    return check_texts(files)


def test_the_smallest_story_plays_to_its_end() -> None:
    story = smallest()
    first = step.begin(story)
    assert first.passage[0].text.startswith("There are 2 onions")
    assert [offer.id for offer in first.offers if not offer.open] == ["borrow"]
    last = step.step(story, first.state, "stretch")
    assert [passage.text for passage in last.passage][:2] == ["Nine bowls.", '"I heard it was ten," says Billie.']
    assert last.ending == "fed"


def test_all_the_examples_make_one_story_in_which_the_new_scene_is_met() -> None:
    story, diagnostics = whole()
    assert story is not None, diagnostics
    turn = step.begin(story)
    assert [offer.label for offer in turn.offers] == ["Change the stair lamp."]
    assert step.step(story, turn.state, "stair/lamp").passage[0].text.startswith("The bulb was 2 chits")


@pytest.mark.parametrize(("trust", "after"), [(45, 33), (10, 16), (22, 22), (21, 21)])
def test_the_count_of_the_page_goes_half_way(trust: int, after: int) -> None:
    story, diagnostics = whole()
    assert story is not None, diagnostics
    first = step.start(story)
    slots = {slot.name: slot.index for slot in story.slots}
    values = list(first.values)
    values[slots["trust"]] = trust
    turn = step.step(story, State("kitchen/count", tuple(values), 0), "hear")
    assert (turn.state.values[slots["trust"]], turn.state.values[slots["onions"]]) == (after, 3)
    assert [change.why for change in turn.changes] == ["The book was read out."]


def test_the_one_new_file_of_the_page_is_met_in_the_shipped_story(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    for source in bundled.story_folder().rglob("*.yaml"):
        target = folder / source.relative_to(bundled.story_folder())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    lamp = examples()["stair/lamp.yaml"].decode()
    lamp = (
        lamp.replace("kitchen/friday", "city/stock")
        .replace("[friday]", "[stock]")
        .replace("place: kitchen", "place: low-quay")
        .replace("priority: 2", "priority: 99")
    )
    (folder / "luna" / "lamp.yaml").write_text(lamp, encoding="utf-8")
    story, diagnostics = check(folder)
    assert story is not None
    assert diagnostics == ()
    hub = story.scenes["city/stock"].deck
    assert hub is not None
    assert hub.cards[0].id == "luna/lamp"


def week() -> Story:
    return compile_texts(fenced("week"))


def fenced(word: str) -> dict[str, bytes]:
    found = re.findall(rf"```yaml {word}=(\S+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return {name: text.encode() for name, text in found}


def test_the_debt_of_the_page_falls_due_on_the_third_day_unless_it_is_paid() -> None:
    ways = (
        (["borrow"], 4, "owing", "Nkechi lends to nobody now."),
        (["borrow", "pay"], 0, "boat", "Nkechi's lid is full of names."),
        ([], 0, "boat", "Nkechi's lid is full of names."),
    )
    for choices, lost, ending, coda in ways:
        turn = step.begin(week())
        for choice in [*choices, "on", "on"]:
            turn = step.step(week(), turn.state, choice)
        assert turn.ending == ending
        assert sum(-change.by for change in turn.changes) == lost
        assert [passage.text.strip() for passage in turn.passage][1:] == [coda]


def test_the_promise_of_the_page_is_kept_by_a_route() -> None:
    turn = step.begin(week())
    for choice in ("vow", "on"):
        turn = step.step(week(), turn.state, choice)
    assert [passage.text.strip() for passage in turn.outcome] == ["You are back by noon."]


def test_the_first_line_of_the_page_is_what_is_most_in_mind_and_spends_it() -> None:
    files = fenced("week")
    files["quay/noon.yaml"] = files["quay/noon.yaml"].replace(
        b"      - {id: on,", b"      - {id: talk, label: Talk., goto: greet}\n      - {id: on,"
    )
    files["quay/noon.yaml"] = files["quay/noon.yaml"].replace(b"{id: up, if: day == 3, goto: endings}", b"")
    files["quay/noon.yaml"] = files["quay/noon.yaml"].replace(b"      - \n", b"")
    story = compile_texts(files | fenced("talk"))
    turn = step.begin(story)
    for choice in ("borrow", "vow", "on", "on"):
        turn = step.step(story, turn.state, choice)
    said = []
    for _ in range(4):
        turn = step.step(story, turn.state, "talk")
        said.append(turn.outcome[-1].text.strip())
    assert said == [
        '"You keep your noons," says Nkechi, "and my boxes."',
        '"The half box," says Nkechi.',
        "Nkechi counts.",
        "Nkechi counts.",
    ]


def test_hearsay_of_the_page_goes_one_step_each_night() -> None:
    files, added = fenced("week"), fenced("gossip")
    files["story.yaml"] += b"  pak: {name: Mr Pak}\n  billie: {name: Billie}\n" + added["story.yaml"]
    noon = files["quay/noon.yaml"]
    assert noon.count(b"{id: up, if: day == 3, goto: endings}") == 1
    files["quay/noon.yaml"] = noon.replace(b"goto: endings}", b"goto: nightfall}")
    files["quay/night.yaml"] = added["quay/night.yaml"]
    story = compile_texts(files | {"quay/leave.yaml": LEAVING})
    turn, said = step.begin(story), []
    for choice in ("borrow", "on", "on", "stay"):
        turn = step.step(story, turn.state, choice)
        said.append(" ".join(" ".join(passage.text.split()) for passage in turn.passage))
    assert said[2:] == [
        '"Nkechi says half a box," says Mr Pak. Billie reads.',
        '"Nkechi says half a box," says Mr Pak. "A whole boat, I hear," says Billie.',
    ]
    for choice in ("billie", "stay"):
        turn = step.step(story, turn.state, choice)
    assert "Billie has the lid in her hand." in turn.passage[0].text


LEAVING = b"""\
pov: luna
act: 1
title: Leaving
scenes:
  leave:
    text: The boat.
    choices: [{id: go, label: Go., goto: endings}]
"""


def test_the_bench_of_the_page_is_sat_on_from_either_chair() -> None:
    story = compile_texts(fenced("chairs"))
    ends = {}
    for choices in (["luna", "leave"], ["juno", "say"], ["juno", "water"]):
        turn = step.begin(story)
        for choice in choices:
            turn = step.step(story, turn.state, choice)
        ends[choices[1]] = " ".join(turn.passage[0].text.split())
    assert ends == {
        "leave": "She does not know. She let you off.",
        "say": "She knows now.",
        "water": "She does not know.",
    }


def test_the_lamp_of_the_page_is_one_button_that_does_something_else() -> None:
    story = compile_texts(fenced("week") | fenced("callback"))
    states = [step.begin(story).state]
    states.append(step.step(story, states[0], "borrow").state)
    offers = [step.offers(story, step.enter(story, "quay/step", state)) for state in states]
    assert [[(offer.id, offer.label) for offer in found] for found in offers] == [
        [("lamp", "Put the lamp out.")],
        [("lamp-owing", "Put the lamp out.")],
    ]
