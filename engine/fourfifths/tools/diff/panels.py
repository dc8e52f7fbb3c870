"""What the panels of two stories differ in: by their names, and by what stands in them, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Span
from fourfifths.model import Condition, Panel, Slot, Story
from fourfifths.tools.diff.entries import Entry, Sign


def panels(old: Story, new: Story) -> Iterator[Entry]:
    """The panels that came, went or show something else."""
    before = {panel.id: panel for panel in old.panels}
    after = {panel.id: panel for panel in new.panels}
    for name, panel in after.items():
        if name not in before:
            yield Entry("panels", Sign.CAME, name, panel.span)
        elif _meant(before[name]) != _meant(panel):
            yield Entry("panels", Sign.CHANGED, name, panel.span)
    yield from (Entry("panels", Sign.WENT, name, panel.span) for name, panel in before.items() if name not in after)


def _meant(thing: Panel | object) -> object:
    """The same for two panels that say the same: without places and numbers of slots."""
    if isinstance(thing, Condition):
        return thing.source
    if isinstance(thing, Slot):
        return (thing.name, thing.low, thing.high, thing.words)
    if isinstance(thing, Span):
        return None
    return tuple(map(_meant, thing)) if isinstance(thing, tuple) else thing
