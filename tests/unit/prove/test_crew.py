"""Work that is shared out comes back in order, and knows as much however many processes there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from fourfifths.prove.crew import LAG, Crew
from fourfifths.prove.prover import prove
from fourfifths.prove.verdict import Budget
from tests.unit.prove.test_known import CASES
from tests.unit.prove.worlds import story


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_a_task_knows_what_came_of_those_before_it_by_a_fixed_number(processes: int) -> None:
    seen: list[int] = []

    def tasks() -> Iterator[Callable[[], tuple[int, int] | None]]:
        for number in range(3 * LAG):
            yield lambda number=number: (number, len(seen))

    for number, known in Crew[tuple[int, int], tuple[int, int]](lambda task: task, processes).done(tasks()):
        assert known == max(0, number - LAG + 1)
        seen.append(number)
    assert seen == list(range(3 * LAG))


@pytest.mark.parametrize("name", ["one sum of eight", "a hub in threes", "the last card is never dealt"])
def test_more_processes_give_the_same_verdicts_and_witnesses(name: str) -> None:
    case = next(case for case in CASES if case.name == name)
    made = story(case.scenes, case.meters)
    budget = Budget(steps=0, idle=0, bits=0)
    assert prove(made, budget=budget, processes=1) == prove(made, budget=budget, processes=2)
