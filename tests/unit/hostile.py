"""Files made to hurt: story files by name, and what may stand in a save behind a right checksum.

benchmarks/hostile.py says how long each takes.
"""

from __future__ import annotations

BOMBS = {
    "brackets": "[" * 24_600,
    "brackets under a key": "a: " + "[" * 400_000,
    "braces": "{" * 24_600,
    "block lists": "- " * 24_600 + "x",
    "explicit keys": "? " * 24_600 + "x",
    "many lists": "a: [" + "[]," * 300_000 + "]",
    "eight megabytes of lists": "[" + "[]," * 2_700_000 + "]",
    "many keys": "\n".join(f"k{i}: 1" for i in range(90_000)),
    "many flow keys": "a: {" + ",".join(f"k{i}: 1" for i in range(80_000)) + "}",
    "one long text": "a: " + "x" * 900_000,
    "many lines": "a: |\n" + "  x\n" * 200_000,
    "a long key": "k" * 900_000 + ": 1",
    "many quotes": "a: " + '"' * 900_000,
    "sexagesimals": "a: " + "1:00:" * 180_000,
    "alias bomb": "a: &a [x,x]\n"
    + "\n".join(f"{c}: &{c} [*{p},*{p}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)),
    "merge bomb": "a: &a {x: 1}\n" + "\n".join(f"b{i}: {{<<: [*a, *a]}}" for i in range(50)),
    "anchors": "a: [" + "&a 1, " * 100_000 + "]",
    "duplicates": "a: 1\n" * 200_000,
    "colons": ":" * 900_000,
    "dashes": "-\n" * 300_000,
    "documents": "---\n" * 200_000,
    "percent": "%" * 900_000,
    "tabs": "\t" * 900_000,
    "control characters": "\x01" * 900_000,
}

HOSTILE = {
    "empty": b"",
    "not json": b"{",
    "not an object": b"[]",
    "a number": b"7",
    "twice the same key": b'{"a":1,"a":2}',
    "nan": b'{"a":NaN}',
    "infinity": b'{"a":-Infinity}',
    "a float": b'{"a":1.5}',
    "an exponent": b'{"a":1e999}',
    "a huge number": b'{"a":' + b"9" * 21 + b"}",
    "a number beyond all bounds": b'{"a":' + b"9" * 5000 + b"}",
    "a lone surrogate": b'{"a":"\\ud800"}',
    "a lone surrogate as key": b'{"\\udc00":1}',
    "not utf-8": b'{"a":"\xff"}',
    "a surrogate in utf-8": b'{"a":"\xed\xa0\x80"}',
    "a little too deep": b'{"a":' + b"[" * 9 + b"]" * 9 + b"}",
    "too deep": b"[" * 100_000 + b"]" * 100_000,
    "too deep with keys": b'{"a":' * 90_000 + b"1" + b"}" * 90_000,
    "too many brackets": b'{"a":[' + b"[]," * 50_001 + b"[]]}",
    "too many numbers": b'{"a":[' + b"1," * 1_900_000 + b"1]}",
    "too many keys": b"{" + b",".join(b'"%d":1' % number for number in range(300_000)) + b"}",
    "many texts": b'{"a":[' + b'"",' * 99_990 + b"1.0]}",
    "two bodies": b"{}\n{}",
    "a byte order mark": b"\xef\xbb\xbf{}",
}
