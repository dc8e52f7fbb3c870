"""What can still come in a run: the slots that still matter, and the endings that are left from a state."""

from __future__ import annotations

from fourfifths.onward.live import Key, Live
from fourfifths.onward.outlook import BUDGET, Ahead, Outlook

__all__ = ["BUDGET", "Ahead", "Key", "Live", "Outlook"]
