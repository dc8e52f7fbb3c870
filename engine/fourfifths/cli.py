"""The command `fourfifths`, and the way to it that costs nothing.

Asked for its version, or to play in words that need no judgement, the command goes on without click, which takes longer
to import than Python to start.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fourfifths import __version__

COLLECT = (100_000, 20, 50)
"""When Python looks for cycles: rarely. What is imported stays; looking through it takes a twentieth of the start."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (the process's own without any) and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):
        sys.stdout.write(f"fourfifths {__version__}\n")
        return 0
    import gc

    from fourfifths import edge

    gc.set_threshold(*COLLECT)
    return edge.run(lambda: _dispatch(words))


def _dispatch(words: list[str]) -> int:
    if words[:1] in ([], ["play"]):
        from fourfifths.commands.playing import quick
        from fourfifths.launch import play

        options = quick(words)
        if options is not None:
            return play(options)
    from fourfifths.commands.root import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
