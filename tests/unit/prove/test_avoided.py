"""Boxes met and held by bits, against the same asked of every state."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from fourfifths.prove.avoided import Avoided, Box

SLOTS, VALUES = 3, 3
MASKS = st.integers(1, 2**VALUES - 1)
BOXES = st.lists(st.dictionaries(st.integers(0, SLOTS - 1), MASKS, max_size=SLOTS), max_size=5)
SETS = st.lists(MASKS, min_size=SLOTS, max_size=SLOTS)


def states(box: Box, sets: list[int]) -> set[tuple[int, ...]]:
    masks = [sets[index] & box.get(index, -1) for index in range(SLOTS)]
    return set(product(*([value for value in range(VALUES) if mask >> value & 1] for mask in masks)))


@given(BOXES, SETS, st.dictionaries(st.integers(0, SLOTS - 1), MASKS, max_size=SLOTS))
def test_bits_say_what_the_states_say(boxes: list[Box], sets: list[int], asked: Box) -> None:
    box = {index: sets[index] & mask for index, mask in asked.items()}
    here = states(box, sets)
    if not here:
        return
    avoided = Avoided(boxes, sets)
    met = avoided.met(box)
    assert [bool(met >> number & 1) for number in range(len(boxes))] == [
        bool(here & states(other, sets)) for other in boxes
    ]
    assert avoided.holds(box, met) == any(here <= states(other, sets) for other in boxes)


@given(BOXES.filter(len), SETS)
def test_a_box_that_is_met_and_does_not_hold_is_cut(boxes: list[Box], sets: list[int]) -> None:
    avoided = Avoided(boxes, sets)
    met = avoided.met({})
    if not met or avoided.holds({}, met):
        return
    index, mask = avoided.edge({}, met)
    inside, outside = states({index: mask}, sets), states({index: ~mask}, sets)
    assert inside
    assert outside
    assert inside | outside == states({}, sets)
