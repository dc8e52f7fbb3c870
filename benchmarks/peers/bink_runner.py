"""PyPI bink on the common story: `bink_runner.py STORY.json SECONDS`. Text by its fastest way, continue_maximally."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from bink.story import Story
from measure import Count, measured


def play(story: Story, draw: random.Random, count: Count) -> None:
    story.reset_state()
    while True:
        if story.can_continue():
            count.letters += len(story.continue_maximally())
        choices = story.get_current_choices()
        if not len(choices):
            return
        story.choose_choice_index(draw.randrange(len(choices)))
        count.choices += 1


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text(encoding="utf-8-sig")
    measured("bink", lambda: Story(source), play, float(sys.argv[2]))
