"""The shipped story keeps its own bars: the hard gates of the craft page, on what is compiled and on random plays."""

from __future__ import annotations

import statistics
from collections import Counter
from itertools import pairwise

import pytest

from fourfifths import bundled, markup, step
from fourfifths.compiler import check
from fourfifths.model import Choice, SlotKind, Story
from fourfifths.reads import story_reads
from fourfifths.tools.lint.options import together
from tests.story.plays import LONGEST, Play, dominated, moves, play, unknown_facts, word_count

PLAYS = 500


@pytest.fixture(scope="session")
def story() -> Story:
    found, diagnostics = check(bundled.story_folder())
    assert diagnostics == (), "\n".join(map(str, diagnostics))
    assert found is not None
    return found


@pytest.fixture(scope="session")
def plays(story: Story) -> list[Play]:
    return [play(story, seed) for seed in range(PLAYS)]


def test_it_is_the_story_of_four_people_and_three_meters(story: Story) -> None:
    assert [meter.slot.name for meter in story.meters] == ["festival", "equity", "trust"]
    assert [meter.slot.start for meter in story.meters] == [50, 35, 45]
    assert {person.id for person in story.people.values() if person.playable} == {"juno", "mira", "ravi", "luna"}
    assert {scene.pov for scene in story.scenes.values()} >= {"juno", "mira", "ravi", "luna"}


def test_every_play_comes_to_an_end(plays: list[Play]) -> None:
    assert all(p.turns[-1].ending for p in plays)
    assert max(len(p.taken) for p in plays) < LONGEST


def test_no_play_is_ever_without_an_open_choice(plays: list[Play]) -> None:
    assert all(turn.ending or any(offer.open for offer in turn.offers) for p in plays for turn in p.turns)


def test_nothing_is_set_that_nothing_reads(story: Story) -> None:
    read = story_reads(story)
    authored = (SlotKind.FLAG, SlotKind.INT, SlotKind.WORD, SlotKind.MEMORY, SlotKind.KNOWS, SlotKind.CHOSEN)
    dead = [slot.name for slot in story.slots if slot.kind in authored and slot.index not in read]
    assert dead == []


def test_every_meter_move_says_why(story: Story) -> None:
    silent = [
        choice.id
        for scene in story.scenes.values()
        for choice in scene.choices
        for effect in choice.effects
        if effect.slot.kind is SlotKind.METER and len(effect.why.split()) < 3
    ]
    assert silent == []


def test_nobody_relies_on_a_fact_they_cannot_know(story: Story, plays: list[Play]) -> None:
    broken = {(turn.state.scene, fact) for p in plays for turn in p.turns for fact in unknown_facts(story, turn.state)}
    assert broken == set()


def test_hardly_any_option_is_dominated_and_most_cost_something(story: Story) -> None:
    options = [choice for scene in story.scenes.values() for choice in scene.choices]
    pairs = [(scene.id, *pair) for scene in story.scenes.values() for pair in dominated(scene)]
    assert len({pair[:2] for pair in pairs}) <= 0.02 * len(options), pairs
    moving = [moves(choice) for choice in options if moves(choice)]
    mixed = [move for move in moving if min(move.values()) < 0 < max(move.values())]
    assert len(mixed) >= 0.5 * len(moving)


def test_locks_are_seen_and_say_why(plays: list[Play]) -> None:
    shown = [offer for p in plays for turn in p.turns for offer in turn.offers]
    share = sum(not offer.open for offer in shown) / len(shown)
    assert 0.05 <= share <= 0.20
    assert all(offer.locked != "not now" for offer in shown)


def test_prompts_are_real(plays: list[Play]) -> None:
    counts = [sum(offer.open for offer in turn.offers) for p in plays for turn in p.turns if not turn.ending]
    assert sum(count == 1 for count in counts) <= 0.12 * len(counts)
    assert 2.4 <= statistics.mean(counts) <= 3.8


def test_the_pace_is_that_of_the_best(plays: list[Play]) -> None:
    words = [
        word_count(turn.outcome) + word_count(turn.passage) for p in plays[:200] for turn in p.turns if not turn.ending
    ]
    assert 60 <= statistics.median(words) <= 170
    assert max(words) <= 350


def test_the_meters_answer(story: Story, plays: list[Play]) -> None:
    for meter in story.meters:
        ends = [p.turns[-1].state.values[meter.slot.index] for p in plays]
        assert statistics.pstdev(ends) >= 5, meter.slot.name


def test_each_protagonist_is_met_in_every_play(story: Story, plays: list[Play]) -> None:
    for p in plays:
        words: Counter[str] = Counter()
        for turn in p.turns:
            words[story.scenes[turn.state.scene].pov] += word_count(turn.passage) + word_count(turn.outcome)
        assert set(words) >= {"juno", "mira", "ravi", "luna"}


def test_no_passage_is_read_twice_in_a_play(plays: list[Play]) -> None:
    for p in plays[:200]:
        texts = Counter(
            part.text for turn in p.turns for part in turn.passage if len(part.text.split()) >= 12 and not part.doc
        )
        assert [text for text, count in texts.items() if count > 1] == []


def test_no_two_labels_of_a_prompt_say_the_same(story: Story) -> None:
    for scene in story.scenes.values():
        for one, other in pairwise(() if scene.auto else scene.choices):
            mine, theirs = label_words(one), label_words(other)
            if together(one, other, story):
                assert len(mine & theirs) / len(mine | theirs) < 0.6, scene.id


def label_words(choice: Choice) -> set[str]:
    return {*markup.plain("".join(str(part) for part in choice.label)).lower().split()}


def test_the_same_seed_gives_the_same_play(story: Story) -> None:
    assert play(story, 7).turns == play(story, 7).turns


def test_memories_come_back(story: Story, plays: list[Play]) -> None:
    made = {slot.index for slot in story.slots if slot.kind is SlotKind.MEMORY}
    assert made
    assert all(any(p.turns[-1].state.values[index] for p in plays) for index in made)
    assert step.begin(story).offers
