"""A workshop that has seen a story before says of every edit what one says that has seen nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import step
from fourfifths.compiler import Compiled, Workshop, compile_files
from fourfifths.compiler import workshop as workshop_module
from fourfifths.model import Scene, SlotKind, Story
from tests.unit.compiler.small import GATE, changed, files

FILES = files()
NAMES = sorted(FILES)
LINES = {name: data.decode().splitlines(keepends=True) for name, data in FILES.items()}
WORDS = sorted({word for data in FILES.values() for word in re.findall(r"[a-z][a-z-]+", data.decode())})


def shape(scene: Scene) -> object:
    """A scene without the numbers of its slots: those depend on what was read first."""
    named = [
        (choice.id, choice.goto, tuple((effect.slot.name, effect.amount) for effect in choice.effects))
        for choice in scene.all_choices
    ]
    return scene.id, scene.span, scene.title, named, scene.visits is None


def said(compiled: Compiled) -> object:
    """What must be alike: every mistake, every scene, and the hash."""
    story = compiled.story
    return compiled.diagnostics, story and (story.hash, [shape(scene) for scene in story.scenes.values()])


def walk(story: Story) -> list[str]:
    """The scenes of the play that always takes the last open choice."""
    state, seen = step.start(story), []
    while len(seen) < 20 and (ways := step.open_choices(story, state)):
        seen.append(state.scene)
        state = step.advance(story, state, ways[-1])
    return seen


@st.composite
def edits(draw: st.DrawFn) -> dict[str, bytes]:
    """The files with a few lines taken out, doubled or with a word changed."""
    pack = dict(FILES)
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from(NAMES))
        lines = pack[name].decode().splitlines(keepends=True) or [""]
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["cut", "double", "word", "file"]))
        if kind == "file" and name not in ("story.yaml",):
            pack.pop(name, None)
            return pack
        if kind == "cut":
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[at])
        else:
            lines[at] = re.sub(r"[a-z][a-z-]+", draw(st.sampled_from(WORDS)), lines[at], count=1)
        pack[name] = "".join(lines).encode()
    return pack


@settings(max_examples=150, deadline=None)
@given(st.lists(edits(), min_size=1, max_size=5))
def test_every_edit_is_compiled_as_if_it_were_the_first(packs: list[dict[str, bytes]]) -> None:
    workshop = Workshop()
    for pack in packs:
        again, first = workshop.compile(pack), compile_files(pack)
        assert said(again) == said(first)
        if again.story and first.story:
            assert walk(again.story) == walk(first.story)


def test_what_an_edit_leaves_alone_is_the_same_value() -> None:
    workshop = Workshop()
    first = workshop.compile(FILES).story
    second = workshop.compile(changed(GATE, "A crow.", "A rook.")).story
    assert first is not None
    assert second is not None
    kept = {name for name, scene in first.scenes.items() if second.scenes[name] is scene}
    assert {name for name in first.scenes if name not in kept} == {"gate/dawn", "gate/yard", "gate/end"}


def test_a_new_reader_of_a_mark_is_met_by_the_choice_that_sets_it() -> None:
    workshop = Workshop()
    silent = changed(GATE, ', if: "remembers(bo, coin)"}', "}")
    assert workshop.compile(silent).story is not None
    story = workshop.compile(FILES).story
    assert story is not None
    bribe = next(choice for choice in story.scenes["gate/dawn"].choices if choice.id == "bribe")
    assert any(effect.slot.kind is SlotKind.MEMORY for effect in bribe.effects)


def test_slots_of_marks_that_nothing_reads_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop_module, "MOST_STALE", 0)
    workshop = Workshop()
    assert workshop.compile(FILES).story is not None
    silent = changed(GATE, ', if: "remembers(bo, coin)"}', "}")
    story = workshop.compile(silent).story
    assert story == compile_files(silent).story
