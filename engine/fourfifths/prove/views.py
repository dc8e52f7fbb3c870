"""One target by several regressions in step: each looks at some of the meters and takes the others to be what is asked.

A state that leads to the target is among the nodes of each, so where one of them never comes to the start, that is a
proof; and only what is among the nodes of all is worth a search.
"""

from __future__ import annotations

from collections.abc import Sequence

from fourfifths.prove.backward import Regression, Result, Run
from fourfifths.prove.samples import Samples, Sight
from fourfifths.prove.targets import Target


class Views:
    """The regressions of one target as far as they were gone; `sight` is what they met of the samples."""

    def __init__(self, backs: Sequence[Regression], target: Target, samples: Samples, nodes: int, room: int) -> None:
        self._runs = [Run(back, target, min(nodes, room // back.space.size)) for back in backs]
        self.sight = Sight(samples, backs)
        self._rank = 0

    @property
    def nodes(self) -> int:
        """How many there are, in all of them."""
        return sum(run.nodes for run in self._runs)

    def results(self, wanted: int) -> list[Result]:
        """Goes back, the farthest last, until so many samples are among the nodes of all, or there is nothing to do."""
        while len(self.sight.hits) < wanted and (number := self._next()) is not None:
            self.sight.look(number, *self._runs[number].step(self._rank))
            self._rank += 1
        return [run.result() for run in self._runs]

    def _next(self) -> int | None:
        """The run to go on with; none where one has a proof, or is at the end of its budget."""
        if any(run.due is None and not (run.over and run.reached) for run in self._runs):
            return None
        due = ((run.due, number) for number, run in enumerate(self._runs) if run.due)
        return min(due, default=(None, None))[1]
