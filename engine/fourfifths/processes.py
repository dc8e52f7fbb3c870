"""Work shared out among processes.

They are started anew ("spawn"), so this works alike on every system. They leave Ctrl+C to the process that started
them, and end when it is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

MOST = 61
"""What Windows can wait for."""
AHEAD = 4
"""Tasks that are handed out for each process before the first is done."""

Task = TypeVar("Task")
Answer = TypeVar("Answer")


def cores() -> int:
    """How many processes may run at once here, `MOST` at most."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, MOST)


def spread(
    work: Callable[[Task], Answer], tasks: Sequence[Task], jobs: int, prepare: Callable[..., None], *given: Any
) -> Generator[Answer, None, None]:
    """What `work` makes of each task, in the order of the tasks, in `jobs` processes at most.

    Each process calls `prepare` with what is `given` before its first task. BrokenProcessPool where one is killed.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max(1, min(jobs, len(tasks))), context, _begin, (prepare, given))
    first, rest = tasks[: jobs * AHEAD], iter(tasks[jobs * AHEAD :])
    waiting: deque[Future[Answer]] = deque()
    try:
        with _undisturbed():
            waiting.extend(pool.submit(work, task) for task in first)
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(work, task) for task in islice(rest, 1))
    finally:
        # Waits, because an interpreter that ends while a pool does writes a traceback now and then.
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Holds Ctrl+C back; processes that are started now never hear it, not even while they start."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(prepare: Callable[..., None], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare(*given)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
