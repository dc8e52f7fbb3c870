"""Playthroughs made from a story: they pass, they meet all there is, and the same seed makes the same files."""

from __future__ import annotations

import pytest

from fourfifths import step
from fourfifths.model import Story
from fourfifths.testing.cover import select
from fourfifths.testing.coverage import coverage
from fourfifths.testing.edges import edges
from fourfifths.testing.generate import MADE, Generated, generate
from fourfifths.testing.mutants import mutants
from fourfifths.testing.runner import run
from fourfifths.testing.script import Playthrough
from fourfifths.testing.showing import entry, only_in
from fourfifths.testing.walks import Walker
from tests.unit.testing.yarding import Yard
from tests.unit.yard import GATE
from tests.unit.yard import yard as compiled


@pytest.fixture(scope="module")
def made() -> Generated:
    return generate(compiled(), "yard")


def playthroughs(yard: Yard, made: Generated) -> list[Playthrough]:
    found = []
    for name, text in made.files.items():
        yard.write(text, name)
        script, mistakes = yard.read(text, name)
        assert mistakes == (), "\n".join(map(str, mistakes))
        found += script.playthroughs
    return found


def test_what_is_made_can_be_read_and_passes(yard: Yard, made: Generated) -> None:
    for playthrough in playthroughs(yard, made):
        result = run(playthrough)
        assert result.ok, (playthrough.id, result.failures)


def test_it_meets_all_that_is_not_listed_as_missed(yard: Yard, made: Generated) -> None:
    (found,) = coverage(run(playthrough) for playthrough in playthroughs(yard, made))
    listed = {point.key for point in (*made.selection.missed, *made.selection.never)}
    assert {point.key for point in found.missing} <= listed
    assert made.selection.cover.bit_count() + len(listed) == made.points


def test_the_files_are_named_after_what_they_show(made: Generated) -> None:
    names = list(made.files)
    assert names[0] == "beginning.play.yaml"
    assert any("knock" in name or "wait" in name for name in names[1:])
    assert all(MADE in text for text in made.files.values())


def test_the_same_seed_makes_the_same_files(made: Generated) -> None:
    assert generate(compiled(), "yard").files == made.files


def test_no_run_is_superfluous_and_none_can_lose_a_choice(made: Generated) -> None:
    walks = made.selection.walks
    for at, walk in enumerate(walks):
        others = 0
        for other in walks[:at] + walks[at + 1 :]:
            others |= other.cover
        assert walk.cover & ~others


def test_a_walk_that_is_replayed_is_the_same_and_an_illegal_one_is_none() -> None:
    walker = Walker(compiled())
    (walk, *_) = select(walker).walks
    assert walker.replay(walk.seed, walk.choices) == walk
    assert walker.replay(walk.seed, (99,)) is None


def with_threshold(yard: Yard) -> Story:
    gate = GATE.replace(b"needs: keys", b"needs: keys or trust >= 48")
    (yard.folder / "yard" / "gate" / "gate.yaml").write_bytes(gate)
    return yard.library.story(yard.folder / "yard")


def test_a_threshold_is_looked_at_where_a_step_more_or_less_would_show(yard: Yard) -> None:
    story = with_threshold(yard)
    text = generate(story, "yard").files["thresholds.play.yaml"]
    assert "given: {trust: 48}" in text
    assert "given: {trust: 47}" not in text  # it moves by threes from 45
    script, mistakes = yard.read(text, "t.play.yaml")
    assert mistakes == ()
    assert all(run(playthrough).ok for playthrough in script.playthroughs)


def test_an_edge_tells_the_moved_threshold_from_the_storys_own(yard: Yard) -> None:
    story = with_threshold(yard)
    walker = Walker(story)
    for edge in edges(story, walker.atlas, walker.flow, mutants(story)):
        assert edge.turn != edge.other
        assert edge.turn.state.scene in story.scenes


def test_what_nothing_can_meet_is_listed(yard: Yard) -> None:
    gate = GATE.replace(b"needs: keys", b"needs: equity <= 97")
    (yard.folder / "yard" / "gate" / "gate.yaml").write_bytes(gate)
    made = generate(yard.library.story(yard.folder / "yard"), "yard")
    assert "ending yard" in {point.key for point in made.selection.never}


def test_words_that_only_one_text_has() -> None:
    assert only_in("a b c d e f g h", "a b c d e f g") == "b c d e f g h"
    assert only_in("a b", "b A b") == ""
    assert only_in("*", "x") == "*"


def test_long_entries_are_divided() -> None:
    assert entry("expect", [], 2) == []
    assert entry("expect", ["a: 1", "b: 2"], 2) == ["  expect: {a: 1, b: 2}"]
    assert entry("expect", ["a: " + "x" * 120, "b: 2"], 2)[2] == "    b: 2"
    assert step.begin(compiled()).offers
