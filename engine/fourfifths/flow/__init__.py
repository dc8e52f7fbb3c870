"""Which values each slot can have in each scene: a quick bound from above, without playing."""

from fourfifths.flow.currents import Currents
from fourfifths.flow.flow import Flow
from fourfifths.flow.lanes import Sets

__all__ = ["Currents", "Flow", "Sets"]
