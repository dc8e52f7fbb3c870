"""The full-screen front end. It knows a Session and what a Turn holds, never a story, a path or a machine.

Importing this package does not import Textual; `run` does.
"""

from __future__ import annotations

from fourfifths.tui.desk import Desk, run

__all__ = ["Desk", "run"]
