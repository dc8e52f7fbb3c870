"""The schemas of a story's tables, one for each file of `tables/`."""

from __future__ import annotations

from fourfifths.compiler import bookfiles, policyfile, tablefiles
from fourfifths.tools.schema.build import Json, ref, schema

TABLES = {
    "concierge": tablefiles.CONCIERGE,
    "pantry": tablefiles.PANTRY,
    "policies": policyfile.POLICIES,
    "ledger": bookfiles.LEDGER,
    "profile": bookfiles.PROFILE,
    "coalition": bookfiles.COALITION,
    "ballots": bookfiles.BALLOTS,
}
"""The kinds of tables, each with the shape of its top."""

_INNER = (
    tablefiles.DISTRICT,
    tablefiles.CARD,
    tablefiles.AIMS,
    tablefiles.SUPPER,
    policyfile.POLICY,
    bookfiles.ENTRY,
    bookfiles.DEBT,
    bookfiles.ROW,
    bookfiles.INFERENCE,
    bookfiles.GROUP,
    bookfiles.BALLOT,
)
_NUMBERS: Json = {"type": "object", "additionalProperties": {"type": "integer"}}
_LINES: Json = {"type": "object", "additionalProperties": {"type": "string"}}
_WORTH: Json = {"anyOf": [{"type": "integer"}, _NUMBERS]}
_FIELDS: dict[tuple[str, str], Json] = {
    ("a Concierge table", "launch"): _NUMBERS,
    ("a Concierge table", "districts"): {"type": "object", "additionalProperties": ref(tablefiles.DISTRICT)},
    ("a Concierge table", "cards"): {"type": "object", "additionalProperties": ref(tablefiles.CARD)},
    ("a Concierge table", "ballots"): _NUMBERS,
    ("a setting of the card", "weights"): _NUMBERS,
    ("a district", "features"): _NUMBERS,
    ("a pantry table", "aims"): ref(tablefiles.AIMS),
    ("a pantry table", "suppers"): {"type": "object", "additionalProperties": ref(tablefiles.SUPPER)},
    ("a ledger table", "accounts"): _LINES,
    ("a ledger table", "entries"): {"type": "object", "additionalProperties": ref(bookfiles.ENTRY)},
    ("an entry", "debit"): _NUMBERS,
    ("an entry", "credit"): _NUMBERS,
    ("an entry", "due"): ref(bookfiles.DEBT),
    ("a profile table", "rows"): {"type": "object", "additionalProperties": ref(bookfiles.ROW)},
    ("a profile table", "inferences"): {"type": "object", "additionalProperties": ref(bookfiles.INFERENCE)},
    ("a coalition table", "promises"): _LINES,
    ("a coalition table", "excludes"): _LINES,
    ("a coalition table", "groups"): {"type": "object", "additionalProperties": ref(bookfiles.GROUP)},
    ("a ballots table", "cases"): {"type": "object", "additionalProperties": ref(bookfiles.BALLOT)},
    ("a ballot", "answers"): _NUMBERS,
    ("a policies table", "policies"): {"type": "object", "additionalProperties": ref(policyfile.POLICY)},
    ("a policy", "meters"): _NUMBERS,
    ("a policy", "targets"): _NUMBERS,
    ("a policy", "variables"): {"type": "object", "additionalProperties": _WORTH},
}


def tables() -> dict[str, Json]:
    """The schema of each table by its name."""
    return {kind: schema(shape, (shape, *_INNER), _FIELDS) for kind, shape in TABLES.items()}
