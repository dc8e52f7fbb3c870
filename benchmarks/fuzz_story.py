"""Stories that are broken in every way: compiled and linted, by atheris (guided by coverage) and by Hypothesis.

    pip install atheris
    python benchmarks/fuzz_story.py [inputs, 200000 where nothing is given]

Half of the inputs come from each. An input is one scene file beside the good files of a small story; whatever it holds,
there may be findings and no exception. What breaks that is written to .fuzz/; keep it as a test in
tests/unit/tools/lint/found/. Exit code 0 where nothing broke.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
OUT = ROOT / ".fuzz"
WORDS = [
    "text:",
    "choices:",
    "goto:",
    "if:",
    "unless:",
    "needs:",
    "locked:",
    "effects:",
    "remember:",
    "teach:",
    "knows:",
    "deck:",
    "card:",
    "ends:",
    "doc:",
    "why:",
    "by:",
    "{a|b}",
    "{&a|b}",
    "{!a}",
    "{~a|b}",
    "{trust:a|b}",
    "seen(",
    "chosen(",
    "knows(",
    "remembers(",
    "visits(",
    "and",
    "or",
    "not",
    ">=5",
    "once:",
    "lane",
    "dawn",
    "trust",
    "bribed",
    "played",
    "ana",
    "hours",
    "TODO",
    "vibrant",
]


def guided(inputs: int) -> None:
    """Runs in a process of its own: libFuzzer ends it."""
    import atheris  # type: ignore[import-not-found]

    with atheris.instrument_imports(include=["fourfifths"]):
        from tests.unit.tools.lint.test_fuzz import PACK, survives

    corpus = OUT / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for name, data in PACK.items():
        (corpus / name.replace("/", "-")).write_bytes(data)
    for path in sorted((ROOT / "tests" / "stories").rglob("*.yaml")):
        (corpus / "-".join(path.parts[-3:])).write_bytes(path.read_bytes())
    (OUT / "words").write_text("".join(f'"{word}"\n' for word in WORDS), encoding="utf-8")
    names = sorted(PACK)

    def one(data: bytes) -> None:
        name = names[data[-1] % len(names)] if data[-1:] < b" " and data else "gate/extra.yaml"
        survives({**PACK, name: data})

    options = [f"-runs={inputs}", "-max_len=3000", "-timeout=30", f"-dict={OUT / 'words'}", f"-artifact_prefix={OUT}/"]
    atheris.Setup([sys.argv[0], str(corpus), *options, "-verbosity=1", "-print_final_stats=1"], one)
    atheris.Fuzz()


def drawn(inputs: int) -> None:
    """Hypothesis, without a database, as often as asked."""
    from hypothesis import HealthCheck, given, settings
    from tests.unit.tools.lint.test_fuzz import mutants, survives

    run = settings(max_examples=inputs, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    run(given(mutants())(survives))()


def main() -> int:
    """Runs both at once and says what came of it."""
    if len(sys.argv) == 3:
        {"guided": guided, "drawn": drawn}[sys.argv[1]](int(sys.argv[2]))
        return 0
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    OUT.mkdir(exist_ok=True)
    began = time.monotonic()
    logs = {kind: (OUT / f"{kind}.log").open("w", encoding="utf-8") for kind in ("guided", "drawn")}
    runs = {
        kind: subprocess.Popen([sys.executable, __file__, kind, str(inputs // 2)], stdout=log, stderr=log, cwd=ROOT)
        for kind, log in logs.items()
    }
    broken = [kind for kind, run in runs.items() if run.wait() != 0]
    finds = sorted(path.name for pattern in ("crash-*", "timeout-*", "oom-*") for path in OUT.glob(pattern))
    took = time.monotonic() - began
    print(f"{inputs} inputs in {took:.0f} s; broken: {broken or 'nothing'}; finds: {finds or 'none'}")
    return int(bool(broken or finds))


if __name__ == "__main__":
    sys.exit(main())
