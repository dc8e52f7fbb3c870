from __future__ import annotations

from fourfifths.compiler import compile_texts
from fourfifths.tools import prose, stats
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY, yard


def test_words_are_counted_by_kind_and_voice() -> None:
    found = stats.measure(yard(), plays=20)
    assert found.words_by_kind["document"] == len(["CLOSED", "trust", "45"])
    assert found.words_by_voice["documents"] == 3
    assert found.words == sum(count for kind, count in found.words_by_kind.items() if kind != "label")
    assert sum(found.words_by_act.values()) == found.words


def test_choices_and_moves_are_counted() -> None:
    found = stats.measure(yard(), plays=5)
    assert (found.scenes, found.episodes, found.choices, found.cards) == (5, 2, 6, 2)
    assert (found.conditional, found.locked) == (3, 1)
    trust, equity = found.moves
    assert (trust.up, trust.raised, trust.down) == (1, 3, 0)
    assert (equity.up, equity.raised) == (1, 5)
    assert found.mixed == 0.0


def test_half_way_to_a_number_is_no_move_by_so_much() -> None:
    files = {"story.yaml": STORY, "facts.yaml": FACTS, "gate/errands.yaml": ERRANDS}
    gate = GATE.replace(b"trust: {by: +3", b"trust: {half-way-to: 22")
    found = stats.measure(compile_texts({**files, "gate/gate.yaml": gate}), plays=5)
    assert (found.moves[0].up, found.moves[0].raised, found.moves[0].down) == (0, 0, 0)


def test_a_run_takes_the_choices_it_takes() -> None:
    found = stats.measure(yard(), plays=40)
    assert found.choices_taken.low >= 7
    assert found.words_read.high <= 2 * found.words
    assert found.share_read > 0


def test_the_same_seed_gives_the_same_figures() -> None:
    assert stats.measure(yard(), 30, seed=4) == stats.measure(yard(), 30, seed=4)


def test_rows_carry_file_line_scene_voice_and_kind() -> None:
    rows = list(prose.rows(yard()))
    first = next(row for row in rows if row.scene == "gate/gate")
    assert (first.file, first.scene, first.voice, first.kind) == ("gate/gate.yaml", "gate/gate", "ann", "narration")
    assert first.text == "The gate. The gate again. It rains."
    kinds = {row.kind for row in rows}
    assert kinds == {"narration", "dialogue", "document", "label"}
    assert ("dialogue", '"Mine now."') in {(row.kind, row.text) for row in rows}
    assert all(row.line >= 1 and row.text for row in rows)
