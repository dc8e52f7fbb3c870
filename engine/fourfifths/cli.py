"""The command `fourfifths`, and the way to it that costs nothing.

Asked for its version, or to play with nothing said about how, the command answers before any parser is imported:
click takes longer to import than Python to start. Every option is declared once, in `fourfifths.commands`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fourfifths import __version__

COLLECT = (100_000, 20, 50)
"""When Python looks for cycles: rarely. What is imported stays, and looking through it takes a tenth of the start."""


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
    if words in ([], ["play"]):
        from fourfifths.launch import Options, play

        return play(Options())
    from fourfifths.commands.root import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
