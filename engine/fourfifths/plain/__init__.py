"""The line front end: for screen readers, pipes, scripts and terminals that can do no more than print.

It writes whole lines of plain text: no colour, boxes, cursor movement or carriage returns, whatever a story holds.
"""

from __future__ import annotations

from fourfifths.plain.game import run
from fourfifths.plain.terminal import Terminal

__all__ = ["Terminal", "run"]
