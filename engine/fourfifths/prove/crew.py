"""Work shared out among processes, with the same results however many there are.

Each task may know what came of the tasks that are `LAG` and more before it, and of no others: that is the same in one
process as in eight.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from multiprocessing.pool import AsyncResult
from typing import Any, Generic, TypeVar

LAG = 12
"""Tasks under way at a time; the number is part of the result."""
Task = TypeVar("Task")
Done = TypeVar("Done")
_work: list[Callable[[object], object]] = []


class Crew(Generic[Task, Done]):
    """Processes that do one kind of work; they know all that is known here when they begin."""

    def __init__(self, work: Callable[[Task], Done], processes: int) -> None:
        self._work = work
        alone = processes < 2 or "fork" not in multiprocessing.get_all_start_methods()
        self._processes = 1 if alone else processes

    def done(self, tasks: Iterable[Callable[[], Task | None]]) -> Iterator[Done]:
        """What comes of each task, in order; a task is made when the one `LAG` before it is done, None is left out."""
        if self._processes == 1:
            yield from self._piped(tasks, lambda task: lambda: self._work(task))
            return
        _work[:] = [self._work]  # type: ignore[list-item]
        gc.freeze()  # what is there already stays shared among the processes
        try:
            with multiprocessing.get_context("fork").Pool(self._processes, _left_alone) as pool:
                yield from self._piped(tasks, lambda task: partial(_got, pool.apply_async(_done, (task,))))
        finally:
            _work.clear()
            gc.unfreeze()

    def _piped(
        self, tasks: Iterable[Callable[[], Task | None]], begin: Callable[[Task], Callable[[], Done]]
    ) -> Iterator[Done]:
        waiting: deque[Callable[[], Done] | None] = deque()
        for make in tasks:
            if len(waiting) == LAG and (get := waiting.popleft()):
                yield get()
            task = make()
            waiting.append(None if task is None else begin(task))
        yield from (get() for get in waiting if get)


def _left_alone() -> None:
    """Ctrl+C is for the process that shares out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _got(result: AsyncResult[Any]) -> Any:
    return result.get()


def _done(task: object) -> object:
    return _work[0](task)
