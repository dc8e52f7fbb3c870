"""What the linter proves of values holds in play: no play leaves the sets, and every verdict on a condition is true."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import bundled, step
from fourfifths.bits import members, moved
from fourfifths.compiler import Compiled, compile_files
from fourfifths.conditions import holds
from fourfifths.model import Slot, SlotKind, Story
from fourfifths.state import State
from fourfifths.tools.lint.atoms import Atom, atoms, cases, spelled, truth, verdict
from fourfifths.tools.lint.graph import closure, components
from fourfifths.tools.lint.pages import Page
from fourfifths.tools.lint.traffic import scene_conditions
from fourfifths.tools.lint.values import Values
from fourfifths.tools.lint.whole import Whole

STORIES = Path(__file__).parents[3] / "stories"

HEAD = """format: 1
title: Maze
id: maze
version: 1.0.0
start: a/s0
acts: {0: {title: Maze}}
meters: {heat: {start: 6, low: 0, high: 12, label: Heat, glyph: h}}
variables:
  n: {int: 0..5}
  f: {flag: false}
  w: {one-of: [red, green, blue]}
people: {ann: {name: Ann, playable: true}}
"""
CONDITIONS = ["n >= 2", "f", "not f", "w == green", "w != red and n < 3", "heat > 9", "seen(s1)", "visits(s2) >= 2",
              "chosen(s0.c0)", "f or heat < 3", "n + 1 > heat"]  # fmt: skip
EFFECTS = ["n: +1", "n: +2", "n: -1", "n: =4", "f: true", "f: false", "w: green", "w: blue",
           "heat: {by: +5, why: Warm.}", "heat: {by: -4, why: Cold.}", "n: {half-way-to: 5}",
           "heat: {half-way-to: 3, why: Count.}", "heat: {half-way-to: 11, why: Count.}"]  # fmt: skip
SIZE = 5


@st.composite
def mazes(draw: st.DrawFn) -> Compiled:
    """A small story of scenes whose choices lead anywhere under any conditions; each can also give up."""
    scenes = []
    for number in range(SIZE):
        choices = ["      - {id: quit, label: Quit., goto: end}"]
        for choice in range(draw(st.integers(1, 3))):
            target = draw(st.sampled_from([None, *range(number if number % 2 else 0, SIZE)]))
            effects = draw(st.lists(st.sampled_from(EFFECTS), max_size=2, unique_by=lambda e: e.split(":")[0]))
            lines = [f"      - id: c{choice}", f"        label: Do {choice}.", "        text: Done."]
            lines += [f"        goto: s{target}"] if target is not None else []
            lines += [f"        {draw(st.sampled_from(['if', 'unless']))}: {draw(st.sampled_from(CONDITIONS))}"] * draw(
                st.integers(0, 1)
            )
            lines += ["        effects:", *(f"          {effect}" for effect in effects)] if effects else []
            choices.append("\n".join(lines))
        text = "".join(f"{{{condition}: yes}}" for condition in CONDITIONS)
        scenes.append(f"  s{number}:\n    text: '{text}'\n    choices:\n" + "\n".join(choices))
    scenes.append("  end:\n    text: End.\n    ends: {id: e, title: End}")
    body = "pov: ann\nact: 0\ntitle: Maze\nscenes:\n" + "\n".join(scenes) + "\n"
    return compile_files({"story.yaml": HEAD.encode(), "a/maze.yaml": body.encode()})


def within(values: Values, state: State, slots: tuple[Slot, ...]) -> list[str]:
    """The slots whose value the sets of the state's scene leave out."""
    set_of = values.at(state.scene)
    sets = [(slot, set_of(slot.index)) for slot in slots]
    return [
        f"{slot.name}={state.values[slot.index]} in {state.scene}"
        for slot, found in sets
        if found is not None and not found >> state.values[slot.index] - slot.low & 1
    ]


def walk(story: Story, seed: int, most: int) -> list[State]:
    draw = random.Random(seed)  # noqa: S311
    state = step.start(story, seed)
    found = [state]
    while len(found) < most and (ways := step.open_choices(story, state)):
        stay = [choice for choice in ways if choice.id != "quit"] or ways
        state = step.advance(story, state, draw.choice(stay))
        found.append(state)
    return found


def broken(compiled: Compiled, walks: range, most: int) -> list[str]:
    """Everything that plays do and the proofs deny."""
    story = compiled.story
    assert story is not None, compiled.diagnostics
    whole = Whole(story, tuple(Page(source, story) for source in compiled.sources.values()))
    found = []
    for state in {state for seed in walks for state in walk(story, seed, most)}:
        found += within(whole.values, state, story.slots)
        set_of = whole.values.at(state.scene)
        for condition in scene_conditions(story.scenes[state.scene]):
            said = verdict(condition.code, condition.reads, story.slots, set_of)
            if said and said.atom is None and said.holds != holds(condition, state.values):
                found.append(f"{condition.source} in {state.scene}")
    return found


@settings(max_examples=150, deadline=None)
@given(mazes(), st.integers(0, 1000))
def test_no_play_of_any_maze_leaves_the_sets(maze: Compiled, seed: int) -> None:
    assert broken(maze, range(seed, seed + 8), 25) == []


@pytest.mark.parametrize("folder", [bundled.story_folder(), *(STORIES / name for name in ("small", "pantry", "feast"))])
def test_no_play_of_a_real_story_leaves_the_sets(folder: Path) -> None:
    assert broken(compile_files(folder), range(12), 200) == []


@given(st.integers(0, 2**11 - 1), st.integers(-12, 12))
def test_a_move_of_a_set_is_the_move_of_each_value(values: int, amount: int) -> None:
    expected = {min(10, max(0, value + amount)) for value in members(values, 0)}
    assert set(members(moved(values, amount, 11), 0)) == expected


@given(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), st.integers(0, 12), st.integers(-3, 5), st.integers(1, 9))
def test_truth_is_what_python_says(sign: str, number: int, low: int, size: int) -> None:
    said = set(members(truth(sign, number, low, size), low))
    assert said == {value for value in range(low, low + size) if eval(f"{value} {sign} {number}")}  # noqa: S307


@given(st.lists(st.lists(st.integers(0, 7), max_size=4), min_size=8, max_size=8))
def test_the_closure_is_what_a_search_finds(edges: list[list[int]]) -> None:
    for start, reach in enumerate(closure(edges, components(edges))):
        found, waiting = {start}, [start]
        while waiting:
            for after in edges[waiting.pop()]:
                if after not in found:
                    found.add(after)
                    waiting.append(after)
        assert found == set(members(reach, 0))


def test_a_chain_of_thousands_of_scenes_needs_no_recursion() -> None:
    edges = [[number + 1] for number in range(5000)] + [[]]
    assert closure(edges, components(edges))[0] == (1 << 5001) - 1


def test_only_boolean_conditions_have_atoms() -> None:
    assert atoms("((v[1] >= 3) and (not v[2]))") == (Atom(1, ">=", 3), Atom(2, "!=", 0))
    assert atoms("((v[1] + v[2]) >= 3)") is None
    assert atoms("(1 <= v[1] < 3)") is None


def test_too_many_cases_are_none() -> None:
    slots = tuple(Slot(index, f"m{index}", SlotKind.METER, 0, 100, 0) for index in range(3))
    assert list(cases("1", (0, 1, 2), slots, lambda _: (1 << 101) - 1)) == []


def test_an_atom_reads_as_its_author_would_write_it() -> None:
    story = compile_files(STORIES / "small").story
    assert story is not None
    names = {spelled(Atom(slot.index, "!=", 0), story.slots) for slot in story.slots if slot.kind is not SlotKind.WORD}
    assert {"bribed", "chosen(gate/dawn.wait)", "remembers(bo, coin)", "trust != 0"} <= names


def test_pages_keep_scenes_and_choices_beside_their_nodes() -> None:
    compiled = compile_files(STORIES / "small")
    assert compiled.story is not None
    for source in compiled.sources.values():
        for leaf in Page(source, compiled.story).leaves:
            assert len(leaf.entries) == len(leaf.scene.choices)
            assert all(entry.choice.id in source.text for entry in leaf.entries)
