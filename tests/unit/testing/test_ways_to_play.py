"""The same steps through each driver."""

from __future__ import annotations

import pytest

from fourfifths.testing import ways
from tests.unit.testing.test_running import THROUGH
from tests.unit.testing.yarding import Yard

MOVES = """
- choose: knock
- save
- choose: wait
- undo
- {redo: 1, expect: {scene: gate/hub}}
- {load: quick, expect: {scene: gate/gate}}
- reload-story
- {choose: wait, expect: {trust: 48, remembers: {bo: waited}}}
- save: named
- {undo: 2, expect: {trust: 45}}
- {load: named, expect: {scene: gate/hub}}
"""


@pytest.mark.parametrize("way", ways.WAYS)
@pytest.mark.parametrize("steps", [THROUGH, MOVES], ids=["choices", "moves"])
def test_every_way_comes_out_the_same(yard: Yard, way: str, steps: str) -> None:
    expected = yard.run(steps)
    found = yard.run(steps, maker=ways.maker(way))
    assert found.ok, found.failures
    assert [met.turn for met in found.met] == [met.turn for met in expected.met]


@pytest.mark.parametrize("way", ways.WAYS)
def test_every_way_fails_the_same(yard: Yard, way: str) -> None:
    for steps in ("- choose: enter", "- undo", "- redo", "- load: never"):
        assert yard.run(steps, maker=ways.maker(way)).failures == yard.run(steps).failures


@pytest.mark.parametrize("way", ways.WAYS)
def test_every_way_can_begin_anywhere(yard: Yard, way: str) -> None:
    more = "from: gate/hub\ngiven: {played: 2, weather: rain}"
    found = yard.run("- choose: back\n- {undo: 1, expect: {scene: gate/hub}}\n- redo", more, ways.maker(way))
    assert found.ok, found.failures
