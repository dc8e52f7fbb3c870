"""PyPI bardic on the common story: `bardic_runner.py STORY.bard SECONDS`."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from bardic.compiler.compiler import BardCompiler
from bardic.runtime.engine import BardEngine
from measure import Count, measured


def play(story: dict[str, Any], draw: random.Random, count: Count) -> None:
    engine = BardEngine(story)
    while True:
        shown = engine.current()
        count.letters += len(shown.content)
        if engine.is_end():
            return
        engine.choose(draw.randrange(len(shown.choices)))
        count.choices += 1


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    measured("bardic", lambda: BardCompiler().compile_string(source), play, float(sys.argv[2]))
