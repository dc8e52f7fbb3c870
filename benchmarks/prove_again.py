"""How long `fourfifths prove` takes on the shipped story, or another, again: unchanged, and after one scene was edited.

    python benchmarks/prove_again.py [STORY]

Both go on from the proof that a first run kept, as whole processes. At most 10 s after the edit.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fourfifths.bundled import story_folder
from fourfifths.compiler import compile_story

LIMIT = 10.0


def prove(folder: Path) -> tuple[float, str]:
    """The seconds of one run, and its last lines."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "fourfifths", "prove", str(folder)], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return time.perf_counter() - began, "\n".join(done.stdout.rstrip().splitlines()[-3:])


def edit(folder: Path) -> str:
    """Puts a new scene with two ways on in front of the second scene of the story; says before which."""
    story = compile_story(folder)
    first = story.scenes[story.start]
    goto = story.scenes[next(choice.goto for choice in first.choices if choice.goto)]
    file, name = folder / goto.span.file, goto.id.partition("/")[2]
    scene = (
        f"  {name}-new:\n    text: New.\n    choices:\n"
        f"      - {{id: new-on, label: On., goto: {name}}}\n      - {{id: new-way, label: On., goto: {name}}}\n"
    )
    text = re.sub(rf"goto: {name}\b", f"goto: {name}-new", file.read_text(encoding="utf-8"))
    file.write_text(text.replace(f"\n  {name}:\n", f"\n{scene}  {name}:\n", 1), encoding="utf-8")
    return goto.id


def main(words: list[str]) -> int:
    story = Path(words[0]) if words else story_folder()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(shutil.copytree(story, Path(home) / "story", ignore=shutil.ignore_patterns(".*")))
        for what in ("first", "unchanged"):
            print(f"{what}: {prove(folder)[0]:.1f} s")
        edited = edit(folder)
        seconds, said = prove(folder)
    print(f"a scene put before {edited}: {seconds:.1f} s (limit {LIMIT:.0f})\n{said}")
    return int(seconds > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
