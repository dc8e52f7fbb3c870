"""A story compiled, positions and all, against yaml.CSafeLoader alone loading the same files.

    python benchmarks/compile_story.py [story folder]

Prints the medians and their ratio, taken in turns in one run; both keep what they make until the clock has stopped.
Without a folder: a generated pack of 100 scenes with prose, choices, conditions, effects, memories, documents and a
deck. The bound is 1.0.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from fourfifths.compiler import compile_story

ROUNDS = 9
BOUND = 1.0
SENTENCE = (
    "the kitchen door stood open and the steam went out over the yard where nobody had eaten since the morning bell "
    "she counted the plates again, lost her place at forty, and put the list away under the cloth — there was time"
)
WORDS = SENTENCE.split()


def prose(seed: int, paragraphs: int, indent: str) -> str:
    """Paragraphs of about fifty words, one of them with inline alternatives."""
    out = []
    for number in range(paragraphs):
        words = [WORDS[(seed * 7 + number * 13 + i * (1 + seed % 5)) % len(WORDS)] for i in range(50)]
        if number == 0:
            words[20] = "{m0 >= 40: *slowly*|quickly}"
            words[30] = "{once|twice|again}"
        out.append("\n".join(indent + " ".join(words[i : i + 12]) for i in range(0, 50, 12)))
    return "\n\n".join(out)


def scene(number: int, total: int) -> str:
    """One scene with three choices that lead on."""
    following = [(number + step) % total for step in (1, 2, 5)]
    choices = "".join(
        f"""
      - id: way-{way}
        label: Take way number {way}, while there is one.
        if: v{(number + way) % 20} != high or seen(s{target})
        needs: m{way} >= {20 + way} and flag{number % 10}
        locked: Not before somebody has asked you to.
        say: I said I would.
        effects:
          m{way}: {{by: -{way + 1}, why: You took the way that was left.}}
          v{(number + 1) % 20}: middle
          flag{number % 10}: true
        remember: {{id: act-{number}-{way}, seen-by: [p1, p2], about: p0, colour: -1}}
        text: |
{prose(number + way, 1, "          ")}
        goto: s{target}"""
        for way, target in enumerate(following)
    )
    return f"""
  s{number}:
    when: 19 September, 06:12
    text:
      - |
{prose(number, 4, "        ")}
      - doc: ticket
        title: Order {number}
        if: remembers(p1, act-{number}-0)
        text: |
          1 SOUP      4.50
          2 BREAD     1.40
    choices:{choices}
"""


def files(total: int = 100, per_file: int = 10) -> dict[str, str]:
    """The pack by file names."""
    lines = ["format: 1", "title: Pack", "id: pack", "version: 0.1.0", "start: a/s0", "acts:", "  0: {title: One}"]
    lines.append("meters:")
    lines += [f"  m{i}: {{start: 50, label: M{i}, glyph: '*', bands: [{{to: 100, name: all}}]}}" for i in range(3)]
    lines.append("variables:")
    lines += [f"  v{i}: {{one-of: [low, middle, high]}}" for i in range(20)]
    lines += [f"  flag{i}: {{flag: false}}" for i in range(10)]
    lines.append("people:")
    lines += [f"  p{i}: {{name: P{i}}}" for i in range(4)]
    found = {"story.yaml": "\n".join(lines) + "\n"}
    for first in range(0, total, per_file):
        body = "".join(scene(number, total) for number in range(first, first + per_file))
        found[f"a/f{first:05}.yaml"] = f"pov: p0\nact: 0\ntitle: Pack\nscenes:{body}"
    return found


def write(folder: Path, pack: dict[str, str]) -> None:
    """Writes the pack."""
    for name, text in pack.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def load(folder: Path) -> list[object]:
    """What CSafeLoader alone makes of the files."""
    found: list[object] = []
    for path in sorted(folder.rglob("*.yaml")):
        with path.open("rb") as file:
            found.append(yaml.load(file, Loader=yaml.CSafeLoader))
    return found


def timed(work: Callable[[Path], object], folder: Path) -> float:
    """Milliseconds of CPU until what is made is there."""
    gc.collect()
    start = time.process_time()
    made = work(folder)
    spent = (time.process_time() - start) * 1000
    del made
    return spent


def measure(folder: Path) -> tuple[float, float]:
    """Medians of compiling and of loading, taken in turns."""
    pairs = [(timed(compile_story, folder), timed(load, folder)) for _ in range(ROUNDS + 1)][1:]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def main() -> int:
    """Prints the figures; 1 where the bound does not hold."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        if len(sys.argv) == 1:
            write(folder, files())
        compiled, loaded = measure(folder)
    ratio = compiled / loaded
    print(f"compile_story {compiled:.1f} ms, CSafeLoader {loaded:.1f} ms, ratio {ratio:.2f} (bound {BOUND})")
    return int(ratio > BOUND)


if __name__ == "__main__":
    raise SystemExit(main())
