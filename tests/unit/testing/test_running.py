"""What a playthrough does and expects, and where it is said to fail."""

from __future__ import annotations

import pytest

from fourfifths.testing.drivers import StepDriver
from fourfifths.testing.results import Outcome
from tests.unit.testing.yarding import Yard

THROUGH = """
- choose: wait
- choose: gate/well
- choose: home
- choose: gate/key
- choose: take
- choose: back
- choose: enter
"""


def test_everything_that_can_be_expected_is_met_where_it_is_so(yard: Yard) -> None:
    found = yard.run(
        """
        - offers: {exactly: [knock, wait], locked: {enter: shut}, absent: [home]}
          expect: {scene: gate/gate, text: [The gate.], not-text: again, trust: 45, keys: false, weather: dry}
        - choose: Knock.
          expect: {trust: "+3", text: nobody comes, why: Somebody hears it, equity: "+0"}
        - choose: wait
          expect:
            equity: 100
            weather: rain
            scene: gate/hub
            knows: {ann: well}
            remembers: {bo: waited}
            text: [It comes., Two errands]
        - choose: gate/well
        - choose: home
        - choose: gate/key
        - choose: take
          expect: {said: mine now, keys: true}
        - choose: back
          expect: {text: The gate again. It rains.}
          offers: {open: [enter, Go in.], locked: [], absent: [wait]}
        - choose: enter
          expect: {recalls: {bo: waited}, document: notice, text: [CLOSED, trust 48], ending: yard}
        - expect: {document: On the door, trust: 40..50, equity: ">= 99"}
        """,
        "ends: yard",
    )
    assert found.ok, found.failures
    assert found.ending == "yard"
    assert found.choices == 8


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("- choose: enter", '5:17 E451 "enter" is locked: enter, open, locked: The lock is shut.'),
        ("- choose: foo", '5:17 E452 "foo" is not offered: foo, open, not in sight in gate/gate; open: knock, wait'),
        ("- undo", "5:9 E453 there is nothing to take back: , "),
        ("- redo", "5:9 E453 there is nothing to do again: , "),
        ("- load: never", '5:15 E453 there is no save "never": , '),
        ("- play: {until: gate/end, max: 3}", "5:23 E454 3 choices do not lead there: gate/end, in gate/well"),
        ("- expect: {trust: 46}", "5:25 E450 trust: 46, 45"),
        ('- choose: knock\n  expect: {trust: "+5"}', "6:25 E450 trust: +5, +3 (45 to 48)"),
        ("- expect: {keys: true}", "5:24 E450 keys: true, false"),
        ("- expect: {scene: gate/hub}", "5:25 E450 scene: gate/hub, gate/gate"),
        ("- expect: {text: [The gate., A dog.]}", "5:36 E450 this step does not show the text: A dog., The gate."),
        ("- expect: {not-text: gate}", "5:28 E450 this step shows the text: not: gate, … The gate. …"),
        ("- expect: {said: Hello}", "5:24 E450 said: Hello, nothing"),
        ("- expect: {document: notice}", "5:28 E450 document: notice, no document"),
        ("- expect: {knows: {ann: well}}", "5:31 E450 ann knows: well, nothing"),
        ("- expect: {recalls: {bo: waited}}", "5:32 E450 bo recalls: waited, it is not kept"),
        ("- expect: {ending: yard}", "5:26 E450 ending: yard, none; play goes on in gate/gate"),
        ("- offers: {open: [enter]}", "5:25 E450 offers: enter, open, locked: The lock is shut."),
        ("- offers: {locked: {knock: shut}}", "5:34 E450 offers: knock, locked: shut, open"),
        ("- offers: {locked: {enter: rust}}", "5:34 E450 offers: enter, locked: rust, locked: The lock is shut."),
        ("- offers: {absent: [knock]}", "5:27 E450 offers: knock, absent, open"),
        ("- offers: {exactly: [wait, knock]}", "5:27 E450 the open offers: wait, knock, knock, wait"),
    ],
)  # fmt: skip
def test_what_is_not_so_fails_at_its_own_line_and_column(yard: Yard, steps: str, expected: str) -> None:
    assert yard.failures(steps) == [expected]


def test_all_expectations_of_the_failing_step_are_told_and_nothing_after_it(yard: Yard) -> None:
    found = yard.failures("- choose: knock\n  expect: {trust: 1, equity: 2, weather: dry}\n- choose: nowhere")
    assert [line.split()[0] for line in found] == ["6:25", "6:36"]


def test_a_failure_in_the_middle_of_two_hundred_steps_has_its_own_line(yard: Yard) -> None:
    steps = ["- choose: knock"] + ["- undo", "- redo"] * 100
    steps[101] = "- {undo: 1, expect: {trust: 44}}"
    assert yard.failures("\n".join(steps)) == ["106:35 E450 trust: 44, 45"]


def test_a_choice_that_is_elsewhere_is_said_to_be(yard: Yard) -> None:
    assert yard.run("- choose: home").failures[0].hint == "gate/well has it; this is gate/gate"
    assert yard.run("- choose: Knokc.").failures[0].hint == 'did you mean "Knock."?'


def test_undo_redo_save_and_load_are_as_a_player_has_them(yard: Yard) -> None:
    found = yard.run("""
        - choose: knock
        - save: here
        - choose: wait
        - {undo: 2, expect: {trust: 45, scene: gate/gate}}
        - {redo: 2, expect: {scene: gate/hub}}
        - {load: here, expect: {trust: 48, scene: gate/gate}}
        - reload-story
        - expect: {trust: 48}
        - redo
        - expect: {scene: gate/hub}
        """)
    assert found.ok, found.failures


def test_a_reloaded_story_may_be_another_version(yard: Yard) -> None:
    other = yard.folder / "later"
    for source in (yard.folder / "yard").rglob("*.yaml"):
        target = other / source.relative_to(yard.folder / "yard")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes().replace(b"  hub:", b"  yard:").replace(b"/hub", b"/yard"))
    path = other / "gate" / "gate.yaml"
    path.write_bytes(path.read_bytes().replace(b"goto: hub", b"goto: yard"))
    path = other / "story.yaml"
    path.write_bytes(path.read_bytes() + b"renamed: {gate/hub: gate/yard}\n")
    found = yard.run("- choose: wait\n- reload-story: later\n- expect: {scene: gate/yard, weather: rain}")
    assert found.ok, found.failures


def test_a_stretch_comes_to_its_scene_first_or_at_random_the_same_each_time(yard: Yard) -> None:
    first = yard.run("- play: {until: ending}\n  expect: {ending: yard, text: Bo waved.}")
    drawn = [yard.run("- play: {until: ending, policy: random(3)}") for _ in range(2)]
    assert first.ok, first.failures
    assert drawn[0].ok
    assert drawn[0].met == drawn[1].met


def test_it_starts_where_and_with_what_it_says(yard: Yard) -> None:
    found = yard.run(
        "- expect: {scene: gate/end, trust: 30, recalls: {bo: waited}, knows: {ann: well}}",
        """
        from: gate/end
        given: {trust: 30, weather: rain, keys: true, knows: {ann: well}, remembers: {bo: [waited]}}
        ends: yard
        """,
    )
    assert found.ok, found.failures


def test_an_end_elsewhere_fails_at_ends(yard: Yard) -> None:
    assert yard.failures("- choose: knock", "ends: yard") == [
        "6:11 E455 play does not end here: yard, none; play goes on in gate/gate"
    ]


def test_what_is_expected_to_fail_passes_by_failing_and_fails_by_passing(yard: Yard) -> None:
    failing = yard.run("- choose: enter", "xfail: the key is not cut yet")
    passing = yard.run("- choose: knock", "xfail: the key is not cut yet")
    assert (failing.outcome, failing.ok) == (Outcome.XFAILED, True)
    assert (passing.outcome, passing.ok) == (Outcome.XPASSED, False)
    assert [(f.code, f.span.line, f.span.column) for f in passing.failures] == [("E456", 6, 12)]


def test_a_result_has_every_turn_and_the_last_moves_that_still_stand(yard: Yard) -> None:
    found = yard.run("- choose: knock\n- choose: wait\n- undo\n- choose: enter", maker=StepDriver)
    assert [met.turn.choice for met in found.met] == ["", "knock", "wait", "knock"]
    assert [met.back for met in found.met] == [False, False, False, True]
    assert [(change.meter, change.by) for change in found.changes] == [("trust", 3)]
    assert [offer.id for offer in found.offers] == ["wait", "enter"]
