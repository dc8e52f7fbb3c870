"""Work in several processes: every answer in its order, and nothing left running."""

from __future__ import annotations

import os
import threading
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing

import pytest

from fourfifths.processes import MOST, cores, spread

_given: list[int] = []


def prepare(number: int) -> None:
    _given.append(number)


def add(task: int) -> int:
    return task + _given[0]


def die(task: int) -> int:
    os._exit(task)


def test_answers_come_in_the_order_of_the_tasks() -> None:
    assert list(spread(add, range(20), 2, prepare, 100)) == list(range(100, 120))
    assert not _given


def test_nothing_runs_on_behind_the_last_answer_or_behind_one_who_leaves() -> None:
    before = threading.active_count()
    with closing(spread(add, range(20), 2, prepare, 1)) as answers:
        assert next(answers) == 1
    assert threading.active_count() == before
    list(spread(add, range(3), 2, prepare, 1))
    assert threading.active_count() == before


def test_no_tasks_are_no_answers() -> None:
    assert list(spread(add, (), 4, prepare, 1)) == []


def test_a_process_that_is_lost_is_an_error() -> None:
    with pytest.raises(BrokenProcessPool):
        list(spread(die, (1,), 1, prepare, 1))


def test_there_is_a_core_and_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(200)), raising=False)
    assert cores() == MOST
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1
