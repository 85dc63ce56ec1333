"""Arrow, Parquet, CSV and JSON Lines agree cell by cell, and are read back by those who read them."""

from __future__ import annotations

import csv
import datetime
import decimal
import io
import json
import pathlib
from typing import Any

import jixiao
import pytest
from conftest import ROOT, cases

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def documents() -> list[jixiao.Document]:
    return [outcome for outcome in jixiao.convert_many(cases()) if isinstance(outcome, jixiao.Document)]


@pytest.fixture(scope="module")
def read() -> list[jixiao.Document]:
    return documents()

# A text cell of a whole form may be longer than the reader of csv takes by itself.
csv.field_size_limit(1 << 24)


def of_text(kind: Any, value: Any, in_csv: bool) -> Any:
    """A cell of CSV or JSON Lines as Arrow has it."""
    if value is None or (in_csv and value == ""):
        return None
    if pa.types.is_string(kind):
        return value[1:] if in_csv and value.startswith("'") else value
    if pa.types.is_decimal(kind):
        return decimal.Decimal(value)
    if pa.types.is_date(kind):
        return datetime.date.fromisoformat(value)
    if in_csv:
        value = json.loads(value, parse_float=decimal.Decimal if "decimal" in str(kind) else float)
    if pa.types.is_list(kind):
        return [of_text(kind.value_type, one, False) for one in value]
    if pa.types.is_struct(kind):
        return {member.name: of_text(member.type, value[member.name], False) for member in kind}
    return float(value) if pa.types.is_floating(kind) else value


def test_every_output_holds_the_same_cells(read: list[jixiao.Document], tmp_path: pathlib.Path) -> None:
    cells = 0
    for number, document in enumerate(read):
        document.to_parquet(tmp_path / f"{number}.parquet")
        for form in ("csv", "jsonl"):
            jixiao.write_tables([document], tmp_path, str(number), form)
        for name in jixiao.TABLES:
            table = pa.table(document.table(name))
            stored = pq.read_table(tmp_path / name / f"{number}.parquet")
            assert stored.equals(table) and stored.schema.equals(table.schema, check_metadata=False)
            rows = table.to_pylist()
            text = (tmp_path / name / f"{number}.csv").read_text(encoding="utf-8-sig")
            records = list(csv.DictReader(io.StringIO(text, newline="")))
            lines = [json.loads(line, parse_float=str) for line in (tmp_path / name / f"{number}.jsonl").read_text("utf-8").splitlines()]
            assert len(records) == len(lines) == len(rows)
            for row, record, line in zip(rows, records, lines):
                for field in table.schema:
                    wanted = row[field.name]
                    assert of_text(field.type, record[field.name], True) == wanted, (name, field.name)
                    assert of_text(field.type, line[field.name], False) == wanted, (name, field.name)
                    cells += 1
    assert cells > 1000


def test_tables_have_what_the_json_has(read: list[jixiao.Document]) -> None:
    for document in read:
        said = document.to_dict()
        projects = pa.table(document.projects).to_pylist()
        of_forms = [(f, p, project) for f, form in enumerate(said["forms"]) for p, project in enumerate(form["projects"])]
        assert len(projects) == len(of_forms)
        for row, (form, number, project) in zip(projects, of_forms):
            assert (row["form"], row["project"], row["name"]) == (form, number, project["name"] or None)
            total = project["amounts"]["total"]
            assert (row["amounts_total"] is None) == (total is None)
            assert total is None or float(row["amounts_total"]) == pytest.approx(total, abs=1e-8)
        findings = pa.table(document.findings_table).to_pylist()
        assert [row["code"] for row in findings] == [finding["code"] for finding in said["findings"]]
        indicators = pa.table(document.indicators).to_pylist()
        named = [i["level3"] for f in said["forms"] for i in [*f["indicators"], *(i for p in f["projects"] for i in p["indicators"])]]
        assert [row["level3"] for row in indicators] == [name or None for name in named]


def test_those_who_read_arrow_read_it(read: list[jixiao.Document], tmp_path: pathlib.Path) -> None:
    polars, duckdb, pandas = (pytest.importorskip(name) for name in ("polars", "duckdb", "pandas"))
    data = jixiao.collect(read)
    for name, table in data.items():
        arrow = pa.table(table)
        frame = polars.DataFrame(table)
        assert frame.to_arrow().num_rows == len(table) and frame.columns == table.column_names
        assert frame.to_dicts() == arrow.to_pylist()
        held = arrow  # duckdb takes what is named
        assert duckdb.sql("select * from held").fetchall() == [tuple(row.values()) for row in held.to_pylist()]
        taken = pandas.DataFrame.from_arrow(table) if hasattr(pandas.DataFrame, "from_arrow") else table.to_pandas()
        assert list(taken.columns) == table.column_names and len(taken) == len(table)
        assert list(table.to_pandas().columns) == table.column_names
    capsule = data["projects"]
    assert duckdb.sql("select count(*) from capsule").fetchall() == [(len(data["projects"]),)]
    for number, document in enumerate(read[:3]):
        document.to_parquet(tmp_path / f"{number}.parquet")
    count = duckdb.sql(f"select count(*) from read_parquet('{tmp_path}/projects/*.parquet')").fetchall()
    assert count == [(sum(len(document.projects) for document in read[:3]),)]


def test_columns_say_what_they_are() -> None:
    for name, table in jixiao.collect([]).items():
        schema = pa.table(table).schema
        assert schema.metadata[b"jixiao.schema"] == b"jixiao-tables/1" and schema.metadata[b"jixiao.table"] == name.encode()
        assert all(field.metadata[b"zh"] and field.metadata[b"description"] for field in schema)


def test_the_documentation_has_every_column() -> None:
    text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert text.endswith(columns_as_markdown()), "UPDATE=1 python tests/make_docs.py"


def columns_as_markdown() -> str:
    import make_docs

    return make_docs.columns()


def test_failures_are_rows() -> None:
    data = jixiao.collect(jixiao.convert_many([b"", "no such file"], jobs=1))
    rows = pa.table(data["documents"]).to_pylist()
    assert [row["error_code"] for row in rows] == ["unknown-format", "not-found"]
    assert rows[0]["bytes"] == 0 and len(rows[0]["document_sha256"]) == 64 and len(data["projects"]) == 0


def test_the_json_schema_is_the_one_in_the_repository_and_holds() -> None:
    path = ROOT / "docs" / "jixiao-1.schema.json"
    schema = jixiao.json_schema()
    assert json.loads(path.read_text("utf-8")) == schema, "UPDATE=1 python tests/make_docs.py"
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema)
    golden = sorted((ROOT / "tests" / "golden").glob("*/2-forms.json"))
    assert golden
    for case in golden:
        forms = json.loads(case.read_text("utf-8"))
        whole = jixiao.convert(next(case.parent.glob("input.*"))).to_dict() if any(case.parent.glob("input.*")) else {}
        if whole:
            validator.validate(whole)
        assert isinstance(forms, (list, dict))
    broken = {**whole, "forms": [{"kind": "no such kind"}]}
    assert list(validator.iter_errors(broken))
