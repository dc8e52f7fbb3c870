"""Does a plan's tasks, in this process or in several, and adds up what they found.

Workers are started anew ("spawn"), so this works alike on every system. They leave Ctrl+C to the process that started
them, and end when it is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from fourfifths.model import Story
from fourfifths.program import Pages, Program
from fourfifths.simulate.forks import Forker, Forks
from fourfifths.simulate.plan import Plan, Task
from fourfifths.simulate.player import Player
from fourfifths.simulate.reader import Eyes
from fourfifths.simulate.tally import Tally

Progress = Callable[[int, int], None]


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
    done = _alone(story, plan, tasks) if jobs <= 1 or len(tasks) < 2 else _spread(story, plan, tasks, jobs)
    for number, (task, found) in enumerate(zip(tasks, done, strict=True), 1):
        results.take(task, found)
        if progress:
            progress(number, len(tasks))
    return results


def _alone(story: Story, plan: Plan, tasks: list[Task]) -> Iterator[Tally | Forks]:
    worker = Worker(story, plan)
    return (worker.do(task) for task in tasks)


def _spread(story: Story, plan: Plan, tasks: list[Task], jobs: int) -> Iterator[Tally | Forks]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(tasks)), context, _begin, (story, plan)) as pool:
        try:
            with _deaf():
                waiting: list[Future[Tally | Forks]] = [pool.submit(_do, task) for task in tasks]
            for future in waiting:
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started now do not hear Ctrl+C, not even while they start."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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
