"""Does a plan's tasks, in this process or in several, and adds up what they found.

Workers are started anew ("spawn"), so this works alike on every system. They leave Ctrl+C to the process that started
them, and end when it is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice

from fourfifths.model import Story
from fourfifths.program import Pages, Program
from fourfifths.simulate.forks import Forker, Forks
from fourfifths.simulate.plan import Plan, Task
from fourfifths.simulate.player import Player
from fourfifths.simulate.reader import Eyes
from fourfifths.simulate.tally import Tally

Progress = Callable[[int, int], None]
AHEAD = 4
"""Tasks that are handed out for each process before the first is done."""


@dataclass
class Results:
    """What the plays of each policy came to, in the plan's order, and the pairs of the fork test."""

    story: Story
    plan: Plan
    tallies: dict[str, Tally] = field(default_factory=dict)
    forks: Forks = field(default_factory=Forks)

    def take(self, task: Task, found: Tally | Forks) -> None:
        """Takes in what a task found."""
        if isinstance(found, Forks):
            self.forks.add(found)
        else:
            self.tallies.setdefault(self.plan.policies[task.policy].name, Tally()).add(found)


class Worker:
    """Does tasks of one plan."""

    def __init__(self, story: Story, plan: Plan) -> None:
        program = Program(story)
        self._plan = plan
        eyes = Eyes(story, program) if plan.text else None
        self._player = Player(story, program, eyes)
        self._forker = Forker(program, eyes.pages if eyes else Pages(program))

    def do(self, task: Task) -> Tally | Forks:
        """What a task finds."""
        if task.policy < 0:
            return self._forker.fork(task.seeds)
        return self._player.play(self._plan.policies[task.policy], task.seeds)


def run(story: Story, plan: Plan, jobs: int = 1, progress: Progress | None = None) -> Results:
    """What a plan comes to; the same whatever the number of processes.

    `progress` is told after each task how many are done, of how many.
    """
    results = Results(story, plan)
    tasks = list(plan.tasks())
    alone = jobs <= 1 or len(tasks) < 2
    with closing(_alone(story, plan, tasks) if alone else _spread(story, plan, tasks, jobs)) as done:
        for number, (task, found) in enumerate(zip(tasks, done, strict=True), 1):
            results.take(task, found)
            if progress:
                progress(number, len(tasks))
    return results


def _alone(story: Story, plan: Plan, tasks: list[Task]) -> Generator[Tally | Forks, None, None]:
    worker = Worker(story, plan)
    for task in tasks:
        yield worker.do(task)


def _spread(story: Story, plan: Plan, tasks: list[Task], jobs: int) -> Generator[Tally | Forks, None, None]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(tasks)), context, _begin, (story, plan)) as pool:
        first, rest = tasks[: jobs * AHEAD], iter(tasks[jobs * AHEAD :])
        waiting: deque[Future[Tally | Forks]] = deque()
        try:
            with _undisturbed():
                waiting.extend(pool.submit(_do, task) for task in first)
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(_do, task) for task in islice(rest, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


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


_worker: list[Worker] = []


def _begin(story: Story, plan: Plan) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker.append(Worker(story, plan))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(task: Task) -> Tally | Forks:
    return _worker[0].do(task)
