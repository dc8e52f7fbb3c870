"""Does a plan's tasks, in this process or in several, and adds up what they found."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field

from fourfifths.model import Story
from fourfifths.processes import spread
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
    alone = jobs <= 1 or len(tasks) < 2
    found_by = _alone(story, plan, tasks) if alone else spread(_do, tasks, jobs, _begin, story, plan)
    with closing(found_by) as done:
        for number, (task, found) in enumerate(zip(tasks, done, strict=True), 1):
            results.take(task, found)
            if progress:
                progress(number, len(tasks))
    return results


def _alone(story: Story, plan: Plan, tasks: list[Task]) -> Generator[Tally | Forks, None, None]:
    worker = Worker(story, plan)
    for task in tasks:
        yield worker.do(task)


_worker: list[Worker] = []


def _begin(story: Story, plan: Plan) -> None:
    _worker.append(Worker(story, plan))


def _do(task: Task) -> Tally | Forks:
    return _worker[0].do(task)
