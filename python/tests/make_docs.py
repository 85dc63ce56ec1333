"""Writes what of the documentation is made from the package: docs/jixiao-1.schema.json, and the columns in docs/tables.md."""

from __future__ import annotations

import json

import jixiao
import pyarrow
from conftest import ROOT

HEADING = "## Columns\n"


def columns() -> str:
    """The columns of each table, as Markdown."""
    text = HEADING
    for name, table in jixiao.collect([]).items():
        schema = pyarrow.table(table).schema
        text += f"\n### `{name}` ({schema.metadata[b'zh'].decode()})\n\n| column | type | 中文 | |\n|---|---|---|---|\n"
        for field in schema:
            zh, about = (field.metadata[key].decode() for key in (b"zh", b"description"))
            text += f"| `{field.name}` | {shown(field.type)} | {zh} | {about} |\n"
    return text


def shown(kind: pyarrow.DataType) -> str:
    if pyarrow.types.is_list(kind):
        return f"list of {shown(kind.value_type)}"
    if pyarrow.types.is_struct(kind):
        return "(" + ", ".join(f"`{member.name}` {shown(member.type)}" for member in kind) + ")"
    return str(kind)


def main() -> None:
    schema = json.dumps(jixiao.json_schema(), ensure_ascii=False, indent=2)
    (ROOT / "docs" / "jixiao-1.schema.json").write_text(schema + "\n", encoding="utf-8")
    page = ROOT / "docs" / "tables.md"
    page.write_text(page.read_text(encoding="utf-8").partition(HEADING)[0] + columns(), encoding="utf-8")


if __name__ == "__main__":
    main()
