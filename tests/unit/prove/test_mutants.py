"""Bugs planted in the prover, one at a time: the small stories of known truth must notice each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fourfifths.operation import HALF_WAY, MOVE, SET
from fourfifths.prove import (
    backward,
    chase,
    checker,
    formula,
    guided,
    packed,
    search,
    space,
    system,
    targets,
    witness,
)
from fourfifths.prove.exact import Exact
from tests.unit.prove.test_known import BUDGETS, CASES, wrong


def no_clamp_after(patch):
    def after(self, bits, effect, old=space.Space.after):
        high = effect.slot.high
        if effect.kind is MOVE and effect.amount > 0 and effect.slot.index in self:
            size = high - effect.slot.low + 1
            bits &= self.axis(effect.slot.index, (1 << max(0, size - effect.amount)) - 1)
        return old(self, bits, effect)

    patch.setattr(space.Space, "after", after)


def what_is_set_was_so_before(patch):
    def before(self, effect, mask, old=system.System.before):
        return old(self, effect, mask) if effect.kind is not SET else mask

    patch.setattr(system.System, "before", before)


def no_clamp_before_in_space(patch):
    patch.setattr(space.Space, "_smeared", staticmethod(lambda bits, step, times: bits))  # noqa: ARG005


def off_by_one_shift(patch):
    def after(self, bits, effect, old=space.Space.after):
        wide = effect.kind is MOVE and effect.amount > 2
        return old(self, bits, effect._replace(amount=effect.amount - 1) if wide else effect)

    patch.setattr(space.Space, "after", after)


def half_way_back_forgets_the_odd(patch):
    def before(self, effect, mask, old=system.System.before):
        found = old(self, effect, mask)
        return found & sum(1 << at for at in range(0, 200, 2)) if effect.kind is HALF_WAY else found

    patch.setattr(system.System, "before", before)


def half_way_is_rounded_up_in_space(patch):
    def steps(effect):
        slot = effect.slot
        return [(at, -(-(at + effect.amount - slot.low) // 2)) for at in range(slot.high - slot.low + 1)]

    patch.setattr(space, "_steps", steps)


def bucketed_meters(patch):
    """States are told apart only by which side of every threshold their meters are on; the first stands for all."""

    def image(self, move, bits, old=Exact._image):
        found, kept = old(self, move, bits), 0
        slots = [slot for slot in self.space.slots if slot.high > 20]
        edges = {slot.index: {0, *_thresholds(self.system, slot.index), slot.high + 1} for slot in slots}
        for slot in slots:
            for low, high in zip(sorted(edges[slot.index]), sorted(edges[slot.index])[1:], strict=False):
                there = found & self.space.axis(slot.index, (1 << high) - (1 << low))
                kept |= there & -there
        return kept if slots else found

    patch.setattr(Exact, "_image", image)


def _thresholds(made, slot):
    masks = [
        part.mask for move in made.moves for part in getattr(move.guard, "parts", [move.guard]) if part.slot == slot
    ]
    return {at for mask in masks for at in range(1, 101) if (mask >> at & 1) != (mask >> at - 1 & 1)}


def visits_are_not_counted(patch):
    def add(self, *args, old=system.System._add):
        scenes = self.scenes
        self.scenes = tuple(replace(scene, visits=None) for scene in scenes)
        old(self, *args)
        self.scenes = scenes

    patch.setattr(system.System, "_add", add)


def the_hand_has_no_limit(patch):
    patch.setattr(system, "at_most", lambda count, conditions, formulas: formula.ALWAYS)  # noqa: ARG005


def no_card_beyond_the_first(patch):
    def hand(self, scene, index, old=system.System._hand):
        return formula.NEVER if scene.deck and index else old(self, scene, index)

    patch.setattr(system.System, "_hand", hand)


def not_forgets_to_turn_and(patch):
    def negated(self, tree, old=formula.Formulas.negated):
        if isinstance(tree, formula.Every) and len(tree.parts) > 1:
            return formula.every(old(self, part) for part in tree.parts)
        return old(self, tree)

    patch.setattr(formula.Formulas, "negated", negated)


def or_is_its_first_part(patch):
    def expanded(self, tree, base, old=formula._Expander.expanded):
        if isinstance(tree, formula.Some) and tree.parts:
            tree = tree.parts[0]
        return old(self, tree, base)

    patch.setattr(formula._Expander, "expanded", expanded)


def half_of_the_moves_back(patch):
    def before(self, move, cube, bits, old=backward.Regression.before):
        return old(self, move, cube, bits) if move.index != 1 else iter(())

    patch.setattr(backward.Regression, "before", before)


def the_last_effect_is_lost(patch):
    def add(self, number, index, choice, sight, guard, old=system.System._add):
        old(self, number, index, choice._replace(effects=choice.effects[:-1]), sight, guard)

    patch.setattr(system.System, "_add", add)


def staying_shows_the_text(patch):
    patch.setattr(targets.Way, "__init__", _never_arriving)


def _never_arriving(self, scene, tree, goal, arriving=False, index=-1):  # noqa: ARG001
    for name, value in (("scene", scene), ("tree", tree), ("goal", goal), ("arriving", False), ("index", index)):
        object.__setattr__(self, name, value)


def a_regression_gives_up_early(patch):
    def result(self, old=backward.Run.result):
        return replace(old(self), over=True, reached=False)

    patch.setattr(backward.Run, "result", result)


def witnesses_lose_their_last_choice(patch):
    def played(self, track, old=witness.Ledger._played):
        return old(self, (track[0], track[1][:-1]))

    patch.setattr(witness.Ledger, "_played", played)


def cubes_forget_a_slot(patch):
    def made(self, cube, scene, old=packed.Packing.packed):
        return old(self, tuple(cube)[1:], scene)

    patch.setattr(packed.Packing, "packed", made)


def covered_is_what_covers(patch):
    def add(self, scene, cube, bits, old=backward.Run._add):
        if not any(not cube & ~other and not bits & ~have for other, have in self._sets[scene].items()):
            old(self, scene, cube, bits)

    patch.setattr(backward.Run, "_add", add)


def the_goal_is_met_on_arrival_only(patch):
    def met(self, scene, values, *, entered, old=guided.Hunt._met):
        return old(self, scene, values, entered=entered) if entered else None

    patch.setattr(guided.Hunt, "_met", met)


def the_first_slot_is_never_looked_at(patch):
    def of(self, tracked, old=chase.Regressions.of, **wide):
        return old(self, tracked[1:], **wide)

    patch.setattr(chase.Regressions, "of", of)


def the_views_are_never_looked_at_together(patch):
    def views(self, tracked, old=chase.Regressions.views):
        return old(self, tracked)[:1]

    def of(self, tracked, old=chase.Regressions.of, **wide):
        return old(self, views(self, tracked)[0].slots if wide else tracked)

    patch.setattr(chase.Regressions, "of", of)


def one_proof_is_good_for_all(patch):
    def known(self, target, done):  # noqa: ARG001
        if not done.facts:
            return False
        done.facts[target.number], done.nodes[target.number] = next(iter(done.facts.values())), 0
        return True

    patch.setattr(search.Search, "_known", known)


def nothing_is_checked_and_little_sought(patch):
    patch.setattr(checker.Checker, "confirms", lambda self, goals, excluded: True)  # noqa: ARG005
    a_regression_gives_up_early(patch)


def rounds_are_cut_without_a_look(patch):
    patch.setattr(witness.Ledger, "meets", lambda self, number, track: True)  # noqa: ARG005


MUTANTS = [
    half_way_back_forgets_the_odd, half_way_is_rounded_up_in_space,
    no_clamp_after, what_is_set_was_so_before, no_clamp_before_in_space, off_by_one_shift, bucketed_meters,
    visits_are_not_counted, the_hand_has_no_limit, no_card_beyond_the_first, not_forgets_to_turn_and,
    or_is_its_first_part, half_of_the_moves_back, the_last_effect_is_lost, staying_shows_the_text,
    a_regression_gives_up_early, witnesses_lose_their_last_choice, cubes_forget_a_slot,
    covered_is_what_covers, the_goal_is_met_on_arrival_only, the_first_slot_is_never_looked_at,
    the_views_are_never_looked_at_together, one_proof_is_good_for_all,
    nothing_is_checked_and_little_sought, rounds_are_cut_without_a_look,
]  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.__name__ for mutant in MUTANTS])
def test_a_planted_bug_is_noticed(mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant(monkeypatch)
    assert any(_fails(case, budget) for case in CASES[::-1] for budget in list(BUDGETS.values())[1:])


def _fails(case, budget) -> bool:
    try:
        return bool(wrong(case, budget))
    except (AssertionError, IndexError, ValueError, AttributeError):
        return True
