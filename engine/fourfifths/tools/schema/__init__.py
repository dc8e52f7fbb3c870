"""JSON Schemas of a story's files, for editors: made from the shapes that the compiler checks by.

Draft 7 with plain keywords, which every YAML language server reads. What only the compiler can know stays with it:
conditions, text, that a name exists. With a story's names they complete `goto`, variables, people and tags.
"""

from __future__ import annotations

from fourfifths.tools.schema.build import FILES, Json, definition, ref, schema, schemas
from fourfifths.tools.schema.names import NOBODY, Known, known
from fourfifths.tools.schema.tables import TABLES, tables

__all__ = ["FILES", "NOBODY", "TABLES", "Json", "Known", "definition", "known", "ref", "schema", "schemas", "tables"]
