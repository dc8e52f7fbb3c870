"""The schemas of a story's tables, one for each file of `tables/`."""

from __future__ import annotations

from fourfifths.compiler import policyfile, tablefiles
from fourfifths.tools.schema.build import Json, ref, schema

TABLES = {"concierge": tablefiles.CONCIERGE, "pantry": tablefiles.PANTRY, "policies": policyfile.POLICIES}
"""The kinds of tables, each with the shape of its top."""

_INNER = (tablefiles.DISTRICT, tablefiles.AIMS, tablefiles.SUPPER, policyfile.POLICY)
_NUMBERS: Json = {"type": "object", "additionalProperties": {"type": "integer"}}
_WORTH: Json = {"anyOf": [{"type": "integer"}, _NUMBERS]}
_FIELDS: dict[tuple[str, str], Json] = {
    ("a Concierge table", "launch"): _NUMBERS,
    ("a Concierge table", "districts"): {"type": "object", "additionalProperties": ref(tablefiles.DISTRICT)},
    ("a district", "features"): _NUMBERS,
    ("a pantry table", "aims"): ref(tablefiles.AIMS),
    ("a pantry table", "suppers"): {"type": "object", "additionalProperties": ref(tablefiles.SUPPER)},
    ("a policies table", "policies"): {"type": "object", "additionalProperties": ref(policyfile.POLICY)},
    ("a policy", "meters"): _NUMBERS,
    ("a policy", "targets"): _NUMBERS,
    ("a policy", "variables"): {"type": "object", "additionalProperties": _WORTH},
}


def tables() -> dict[str, Json]:
    """The schema of each table by its name."""
    return {kind: schema(shape, (shape, *_INNER), _FIELDS) for kind, shape in TABLES.items()}
