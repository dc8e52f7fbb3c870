"""A story of 1,000 scenes compiled and linted, against yaml.CSafeLoader alone; and again after one file has changed.

    python benchmarks/lint_story.py

Prints the medians and their ratio, taken in turns in one run, with the collector as the command sets it. The bounds: 3
times the loader, and a tenth of the whole where one file of it has changed. The story is made here: 1,000 scenes from
which only later ones are reached, prose with alternatives, conditions, memories, facts, documents and a deck.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from compile_story import load, prose, write

from fourfifths.cli import COLLECT
from fourfifths.compiler import compile_files
from fourfifths.tools.lint import check
from fourfifths.tools.lint.incremental import Linter

SCENES, PER_FILE, ROUNDS = 1000, 10, 7
BOUND, AGAIN = 3.0, 0.1
ACTS = ("Carry", "Follow", "Unlock", "Count", "Paint", "Bury", "Wash", "Repair", "Borrow", "Sell")
THINGS = ("crate", "ladder", "ledger", "radish", "lamp", "kettle", "barrow", "curtain", "bell", "fuse", "spoon")


def choice(number: int, way: int) -> str:
    """One of a scene's three choices: it leads on, moves meters and a variable, and is remembered."""
    target = number + (1, 2, 5)[way]
    goto = f"s{target}" if target < SCENES else "end"
    act, thing = ACTS[(number + way) % 10], THINGS[(number * 3 + way * 5) % 11]
    variable, seen = f"v{(number + way) % 20}", f"s{max(0, number - 7 - way)}"
    asks = f"        if: {variable} != high or not seen({seen})\n" if way and number > 45 else ""
    needs = ""
    if way == 2 and number > 45:
        needs = f"        needs: m{way} >= {20 + way} and flag{(number - 1) % 30}\n"
        needs += "        locked: Not before somebody has asked you.\n"
    return f"""
      - id: way-{way}
        label: {act} the {thing} of number {way}.
{asks}{needs}        say: I said that I would.
        effects:
          m{way}: {{by: -{way + 1}, why: You took the way that was left.}}
          m{(way + 1) % 3}: {{by: {way + 2}, why: Somebody else could stay at home.}}
          v{(number + 1) % 20}: {("low", "middle", "high")[(number + way) % 3]}
          flag{number % 30}: {"true" if way else "false"}
        remember: {{id: act-{number}-{way}, seen-by: [p1, p2], about: p0, colour: -1}}
        text: |
{prose(number + way, 1, "          ")}
        goto: {goto}"""


def scene(number: int) -> str:
    """One scene; it remembers the one before it."""
    made = [(way, number - (1, 2, 5)[way]) for way in range(3)]
    before = "".join(
        f" {{remembers(p1, act-{was}-{way}): A line of it.}}" for way, was in made if was >= 0 and number > 1
    )
    choices = "".join(choice(number, way) for way in range(3))
    notice = f"\n        unless: remembers(p2, act-{number - 1}-0)" if number > 1 else ""
    return f"""
  s{number}:
    when: 19 September, 06:12
    text:
      - |
{prose(number, 3, "        ")}{before}
      - doc: ticket
        title: Order {number}{notice}
        text: |
          1 SOUP      4.50
          2 BREAD     1.40
    choices:{choices}
"""


def files() -> dict[str, str]:
    """The story by file names."""
    lines = ["format: 1", "title: Pack", "id: pack", "version: 0.1.0", "start: a/s0", "acts:", "  0: {title: One}"]
    lines.append("meters:")
    lines += [f"  m{i}: {{start: 50, label: M{i}, glyph: '*', bands: [{{to: 100, name: all}}]}}" for i in range(3)]
    lines.append("variables:")
    lines += [f"  v{i}: {{one-of: [low, middle, high]}}" for i in range(20)]
    lines += [f"  flag{i}: {{flag: false}}" for i in range(30)]
    lines.append("people:")
    lines += [f"  p{i}: {{name: P{i}}}" for i in range(4)]
    found = {"story.yaml": "\n".join(lines) + "\n"}
    found["facts.yaml"] = "canon:\n  names: [Larder]\n  prices: {soup: 4.50}\n"
    for first in range(0, SCENES, PER_FILE):
        body = "".join(scene(number) for number in range(first, first + PER_FILE))
        found[f"a/f{first:05}.yaml"] = f"pov: p0\nact: 0\ntitle: Pack\nscenes:{body}"
    found["a/g.yaml"] = "pov: p0\nact: 0\ntitle: Pack\nscenes:\n  end:\n    text: End.\n    ends: {id: e, title: End}\n"
    return found


def whole(folder: Path) -> int:
    """Compiles and lints; how much was found."""
    return len(check(compile_files(folder)))


def timed(work: Callable[[Path], object], folder: Path) -> float:
    """Milliseconds of CPU."""
    gc.collect()
    start = time.process_time()
    work(folder)
    return (time.process_time() - start) * 1000


def change(folder: Path, turn: int) -> None:
    """Edits one file: a text, an effect and a condition of its last scene."""
    path = folder / "a" / f"f{(turn * 170) % SCENES:05}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("the kitchen door", f"the {turn}th door", 1).replace("by: -1", "by: -3", 1), "utf-8")


def main() -> int:
    """Prints the figures; 1 where a bound does not hold."""
    gc.set_threshold(*COLLECT)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write(folder, files())
        found = check(compile_files(folder))
        pairs = [(timed(whole, folder), timed(load, folder)) for _ in range(ROUNDS)]
        linter = Linter()
        linter.check(folder)
        again = []
        for turn in range(ROUNDS):
            change(folder, turn)
            again.append(timed(linter.check, folder))
            assert linter.check(folder).found == check(compile_files(folder))
    linted, loaded = (statistics.median(column) for column in zip(*pairs, strict=True))
    changed = statistics.median(again)
    print(f"{SCENES} scenes, {len(found)} findings: {linted:.0f} ms, CSafeLoader {loaded:.0f} ms, ", end="")
    print(f"ratio {linted / loaded:.2f} (bound {BOUND}); ", end="")
    print(f"one file changed {changed:.0f} ms, ratio {changed / linted:.3f} (bound {AGAIN})")
    return int(linted > BOUND * loaded or changed > AGAIN * linted)


if __name__ == "__main__":
    sys.exit(main())
