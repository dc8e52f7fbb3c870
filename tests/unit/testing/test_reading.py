"""A playthrough file's mistakes: each with its line and column, its code and its cure."""

from __future__ import annotations

import pytest

from tests.unit.testing.yarding import Yard

CASES = [
    ("- choose: knock\n  expect: {trst: 48}", '6:18 E402 there is no meter, variable or expectation "trst"; did'),
    ("- choose: knock\n  expect: {scen: gate/hub}", '6:18 E402 there is no meter, variable or expectation "scen"; did'),
    ("- expect: {trust: many}", '5:25 E403 "many" says nothing of a number; write'),
    ("- expect: {weather: rian}", '5:27 E404 weather is never "rian"; did you mean "rain"?'),
    ("- expect: {scene: gate/hubb}", '5:25 E401 there is no scene "gate/hubb"; did you mean "gate/hub"?'),
    ("- expect: {scene: hub}", '5:25 E401 there is no scene "hub"; there are gate/hub'),
    ("- expect: {knows: {ann: wel}}", '5:31 E405 the story keeps no "wel" for ann; did you mean "well"?'),
    ("- expect: {remembers: {boo: waited}}", '5:30 E405 there is nobody "boo"; did you mean "bo"?'),
    ("- expect: {ending: garden}", '5:26 E412 there is no ending "garden"'),
    ("- chose: knock", '5:9 E020 "chose" is no key of a step; did you mean "choose"?'),
    ("- choose: knock\n  undo: 1", "6:9 E406 this step has `choose` already"),
    ("- nudo", '5:9 E406 "nudo" is no step by itself; did you mean "undo"?'),
    ("- {}", "5:9 E406 this step does nothing"),
    ("- play: {policy: first}", "5:15 E021 a stretch needs `until`"),
    ("- play: {until: ending, policy: best}", '5:39 E410 "best" is no way to choose'),
    ("- use: two", '5:14 E408 there is no playthrough "two" to use'),
    ("- use: one", '5:14 E408 "one" uses itself in the end'),
    ("- offers: {opne: [knock]}", '5:18 E020 "opne" is no key of offers; did you mean "open"?'),
    ("- undo: many", '5:15 E025 "many" is not a whole number'),
    ("- reload-story: nowhere", '5:23 E400 the story "nowhere" does not compile'),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "expected"), CASES, ids=[steps for steps, _ in CASES])
def test_a_mistake_in_a_step_is_named_where_it_stands(yard: Yard, steps: str, expected: str) -> None:
    found = yard.mistakes(steps)
    assert [mistake for mistake in found if mistake.startswith(expected)], found


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("from: gate/gat", '6:11 E401 there is no scene "gate/gat"; did you mean "gate/gate"?'),
        ("given: {trust: 101}", '6:20 E403 trust cannot be "101"; write a whole number from 0 to 100'),
        ("given: {keys: yes}", '6:19 E404 keys is never "yes"'),
        ("given: {seen: [gate/hub]}", "6:20 E405"),
        ("tags: [Act One]", '6:12 E411 "Act One" cannot be a tag'),
        ("ends: yrad", '6:11 E412 there is no ending "yrad"; did you mean "yard"?'),
        ("cases: [{Choice: knock}]", '6:14 E409 "Choice" cannot be a parameter'),
        ("cases: [knock]", "6:13 E409 a case is a mapping, not a text"),
        ("seed: -1", "6:11 E027"),
        ("xfail: ''", "6:5 E023"),
    ],
)
def test_a_mistake_in_a_playthrough_is_named_where_it_stands(yard: Yard, more: str, expected: str) -> None:
    found = yard.mistakes("- choose: knock", more)
    assert [mistake for mistake in found if mistake.startswith(expected)], found


def test_a_parameter_without_a_value_is_named(yard: Yard) -> None:
    found = yard.mistakes("- choose: $chioce", "cases: [{choice: knock}]")
    assert found == ['5:17 E409 there is no parameter $chioce here; did you mean "choice"?']


def test_all_mistakes_are_found_in_one_run(yard: Yard) -> None:
    found = yard.mistakes("- expect: {trst: 48}\n- expect: {weather: rian}\n- chose: knock")
    assert [mistake.split()[1] for mistake in found] == ["E402", "E404", "E020"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("playthroughs: [{name: a, steps: [undo]}]", "E400"),
        ("story: nowhere\nplaythroughs: [{name: a, steps: [undo]}]", "E400"),
        ("story: yard\nplaythroughs: [{name: a, steps: [undo]}, {name: a, steps: [undo]}]", "E407"),
        ("story: yard\ninclude: [b.play.yaml]\nplaythroughs: []", "E408"),
        ("story: yard\ninclude: [a.play.yaml]\nplaythroughs: []", "E408"),
        ("story: yard\nplaythroughs: [{name: a}]", "E021"),
        ("story: yard\nplaythroughs: nothing", "E022"),
        ("story: [", "E006"),
    ],
)
def test_a_file_that_cannot_be_played_says_why(yard: Yard, text: str, code: str) -> None:
    script, found = yard.read(text)
    assert script.playthroughs == ()
    assert code in [mistake.code for mistake in found]


def test_a_story_with_mistakes_is_named_at_the_story(yard: Yard) -> None:
    path = yard.folder / "yard" / "story.yaml"
    path.write_bytes(path.read_bytes().replace(b"start: gate/gate", b"start: gate/gat"))
    _, found = yard.read("story: yard\nplaythroughs: [{name: a, steps: [undo]}]")
    assert [(d.code, d.span.line, d.span.column) for d in found] == [("E400", 1, 8)]
    assert "story.yaml:5:8" in found[0].message


def test_cases_are_playthroughs_with_names_of_their_own(yard: Yard) -> None:
    script, found = yard.read("""\
        story: yard
        playthroughs:
          - name: at the gate
            cases: [{choice: knock, trust: 48}, {choice: wait, trust: 45}]
            steps: [{choose: $choice, expect: {trust: $trust}}]
        """)
    assert found == ()
    assert [p.name for p in script.playthroughs] == ["at the gate[knock-48]", "at the gate[wait-45]"]
    assert [p.steps[0].target for p in script.playthroughs] == ["knock", "wait"]


def test_a_part_is_not_played_by_itself_and_takes_values(yard: Yard) -> None:
    yard.write(
        "playthroughs: [{name: both, part: true, steps: [{choose: $first}, {choose: wait}]}]", "shared.play.yaml"
    )
    script, found = yard.read("""\
        story: yard
        include: [shared.play.yaml]
        playthroughs:
          - name: one
            steps:
              - use: both
                with: {first: knock}
              - choose: gate/well
        """)
    assert found == ()
    assert [[step.target for step in p.steps] for p in script.playthroughs] == [["knock", "wait", "gate/well"]]
    assert script.playthroughs[0].steps[0].span.file == "shared.play.yaml"
