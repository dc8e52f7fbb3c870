"""What an edit did to a story: `compare` two of them, and say it as text, Markdown or JSON."""

from __future__ import annotations

from fourfifths.tools.diff.compare import compare
from fourfifths.tools.diff.entries import Difference, Entry, Sign, Words
from fourfifths.tools.diff.show import as_json, as_markdown, as_text

__all__ = ["Difference", "Entry", "Sign", "Words", "as_json", "as_markdown", "as_text", "compare"]
