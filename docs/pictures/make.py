"""Makes the pictures in this folder anew: `python docs/pictures/make.py`.

Each is one SVG that needs nothing from elsewhere: the fonts that Textual links to are left out.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SIZE = (112, 34)
FONT = "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"


async def picture(story: Path, theme: str, keys: tuple[str, ...]) -> str:
    """The play screen of a new game after these keys, as an SVG."""
    from fourfifths.compiler import compile_story
    from fourfifths.saves import Store
    from fourfifths.session import Session
    from fourfifths.tui.app import FourFifths
    from fourfifths.tui.desk import Desk
    from fourfifths.tui.preferences import Preferences

    with tempfile.TemporaryDirectory() as folder:
        session = Session.start(compile_story(story), Store(Path(folder)))
        desk = Desk(session.story_title, lambda: session, lambda _: session, tuple, lambda _: None)
        app = FourFifths(desk, opening=session, preferences=Preferences({"theme": theme}))
        async with app.run_test(size=SIZE) as pilot:
            for key in keys:
                await pilot.pause(0.9)
                await pilot.press(key)
            await pilot.pause()
            drawn = app.export_screenshot(title=session.story_title)
        session.close()
    return alone(drawn)


def alone(drawn: str) -> str:
    """The SVG without its links, in whatever monospaced font the reader has."""
    drawn = re.sub(r"@font-face\s*\{.*?\}", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code, monospace", FONT).replace('"Fira Code"', FONT)
    kept = "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n"
    if "url(http" in kept or "@import" in kept:
        raise ValueError("the picture still asks for something from elsewhere")
    return kept


def main() -> int:
    """Write play-dark.svg and play-light.svg."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ.pop("NO_COLOR", None)
    story = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "story"
    for theme in ("dark", "light"):
        drawn = asyncio.run(picture(story, theme, ("1",)))
        (HERE / f"play-{theme}.svg").write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
