"""Small changes to a story: what they are, who notices them, and which are proved to change nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fourfifths import bundled, step
from fourfifths.compiler import compile_story
from fourfifths.model import Story
from fourfifths.testing import mutate
from fourfifths.testing.generate import generate
from fourfifths.testing.mutants import Mutant, Sort, mutants, shifts
from fourfifths.testing.mutate import Equivalence, Verdict, judge, sample
from fourfifths.testing.script import Playthrough
from tests.unit.testing.yarding import Yard
from tests.unit.yard import GATE
from tests.unit.yard import yard as compiled


@pytest.fixture(scope="module")
def shipped() -> Story:
    return compile_story(bundled.story_folder())


def one(story: Story, sort: Sort, what: str) -> Mutant:
    return next(mutant for mutant in mutants(story) if mutant.sort is sort and what in mutant.what)


def test_there_are_mutants_of_every_kind_that_the_story_has_a_place_for() -> None:
    sorts = {mutant.sort for mutant in mutants(compiled())}
    assert sorts == set(Sort)


def test_the_list_is_always_the_same_and_each_differs_from_the_story(shipped: Story) -> None:
    found, again = mutants(shipped), mutants(shipped)
    assert [(m.number, m.what) for m in found] == [(m.number, m.what) for m in again]
    assert [m.number for m in found] == list(range(len(found)))
    assert all(mutant.make() != shipped for mutant in found[::20])


def test_a_change_stands_at_its_place() -> None:
    drop = one(compiled(), Sort.DROP, "trust +3 dropped")
    assert str(drop.span).startswith("gate/gate.yaml:14:23")
    choice = drop.make().scenes["gate/gate"].choices[0]
    assert [effect.slot.name for effect in choice.effects] == ["chosen gate/gate.knock"]


def test_half_way_to_a_number_becomes_the_number(yard: Yard) -> None:
    (yard.folder / "yard" / "gate" / "gate.yaml").write_bytes(
        GATE.replace(b"trust: {by: +3", b"trust: {half-way-to: 22")
    )
    story = yard.library.story(yard.folder / "yard")
    assert one(story, Sort.DROP, "trust half-way to 22 dropped")
    changed = one(story, Sort.NEGATE, "trust half-way to 22 becomes trust = 22").make()
    turns = [step.step(told, step.begin(told).state, "knock") for told in (story, changed)]
    assert [(turn.changes[0].before, turn.changes[0].after) for turn in turns] == [(45, 33), (45, 22)]


def test_once_can_be_taken_away_from_choices_and_cards() -> None:
    again = one(compiled(), Sort.ONCE, "gate/gate.knock").make()
    turn = step.step(again, step.begin(again).state, "knock")
    assert "knock" in [offer.id for offer in turn.offers]
    assert one(compiled(), Sort.ONCE, "gate/hub.gate/well").make().scenes["gate/hub"].deck


def test_thresholds_move_within_the_bounds_of_their_slot(yard: Yard) -> None:
    story = with_needs(yard, b"trust >= 100 and played < 1")
    condition = story.scenes["gate/gate"].choices[2].needs[0]
    said = [what for what, _ in shifts(condition, story.slots)]
    assert said == [
        "trust >= 100 becomes trust >= 99",
        "played < 1 becomes played < 2",
        "played < 1 becomes played < 0",
    ]


def with_needs(yard: Yard, needs: bytes) -> Story:
    (yard.folder / "yard" / "gate" / "gate.yaml").write_bytes(GATE.replace(b"needs: keys", b"needs: " + needs))
    return yard.library.story(yard.folder / "yard")


def generated(yard: Yard) -> tuple[Story, list[Playthrough]]:
    story = yard.library.story(yard.folder / "yard")
    found = []
    for name, text in generate(story, "yard").files.items():
        script, mistakes = yard.read(text, name)
        assert mistakes == ()
        found += script.playthroughs
    return story, found


def test_generated_playthroughs_notice_nearly_all(yard: Yard) -> None:
    story, playthroughs = generated(yard)
    report = judge(story, playthroughs, mutants(story))
    missed = [item.mutant.what for item in report.judged if item.verdict is Verdict.MISSED]
    assert report.score >= 90, missed
    assert report.failing == ()


def test_no_playthroughs_notice_nothing_and_failing_ones_are_named(yard: Yard) -> None:
    story = yard.library.story(yard.folder / "yard")
    assert judge(story, (), mutants(story)).score == 0
    script, _ = yard.read("story: yard\nplaythroughs:\n  - {name: no, steps: [{choose: knock, expect: {trust: 1}}]}\n")
    assert judge(story, script.playthroughs, mutants(story)[:5]).failing == ("a.play.yaml::no",)


def test_other_processes_say_the_same(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    story, playthroughs = generated(yard)
    alone = judge(story, playthroughs, mutants(story))
    monkeypatch.setattr(mutate, "WORTH_IT", 1)
    told: list[tuple[int, int]] = []
    together = judge(story, playthroughs, mutants(story), jobs=2, progress=lambda done, of: told.append((done, of)))
    assert [(i.mutant.number, i.verdict, i.by) for i in together.judged] == [
        (i.mutant.number, i.verdict, i.by) for i in alone.judged
    ]
    assert told[-1] == (len(mutants(story)), len(mutants(story)))


def test_a_sample_is_drawn_by_its_seed(shipped: Story) -> None:
    numbers = [mutant.number for mutant in sample(shipped, 20, seed=3)]
    assert numbers == [mutant.number for mutant in sample(shipped, 20, seed=3)]
    assert numbers == sorted(numbers)
    assert numbers != [mutant.number for mutant in sample(shipped, 20, seed=4)]
    assert len(sample(shipped, None)) == len(sample(shipped, 10**6)) == len(mutants(shipped))


def test_what_is_proved_the_same_plays_the_same(shipped: Story) -> None:
    """Every mutant that is proved to change nothing plays like the story, at random and with the same seed."""
    same = Equivalence(shipped)
    proved = [mutant for mutant in mutants(shipped) if same.why(mutant)]
    for mutant in proved[:12]:
        told = mutant.make()
        for seed in range(6):
            draw = random.Random(seed)  # noqa: S311
            turn, other = step.begin(shipped, seed), step.begin(told, seed)
            while not turn.ending:
                assert turn == other, mutant.what
                choice = draw.choice([offer.id for offer in turn.offers if offer.open])
                turn, other = step.step(shipped, turn.state, choice), step.step(told, other.state, choice)
            assert turn == other


def test_a_threshold_that_no_value_stands_at_is_proved_the_same(yard: Yard) -> None:
    story = with_needs(yard, b"equity >= 99")
    moved = [m for m in mutants(story) if m.sort is Sort.SHIFT and "enter" in m.place]
    same = Equivalence(story)
    assert {mutant.what.partition(" becomes ")[2]: bool(same.why(mutant)) for mutant in moved} == {
        "equity >= 100": True,  # it is 98 or 100
        "equity >= 98": False,
    }


def test_what_no_play_comes_to_is_proved_the_same(yard: Yard) -> None:
    story = with_needs(yard, b"equity <= 97")
    same = Equivalence(story)
    assert "no play comes to gate/end" in {same.why(mutant) for mutant in mutants(story)}


def test_the_shipped_playthroughs_notice_nine_changes_in_ten(shipped: Story) -> None:
    """The bar of the issue on a sample; `fourfifths mutate` tries all."""
    from fourfifths.testing.collect import collect
    from fourfifths.testing.library import Library
    from fourfifths.testing.select import files

    folder = Path(__file__).parents[2] / "playthroughs"
    collected = collect(files((folder,)), Library())
    assert not collected.mistakes
    report = judge(shipped, collected.playthroughs, sample(shipped, 60, seed=1))
    missed = [f"{item.mutant.span} {item.mutant.what}" for item in report.judged if item.verdict is Verdict.MISSED]
    assert report.score >= 90, "\n".join(missed)
