"""Conversion: what goes in, what comes out, what is raised."""

from __future__ import annotations

import io
import json
import pathlib
import pickle
import subprocess
import sys

import jixiao
import pytest
from conftest import CARD, CORPUS, SAMPLE, TEMPLATE, cases


@pytest.mark.parametrize("path", cases(), ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_says_what_the_command_says(path: pathlib.Path, command: pathlib.Path) -> None:
    asked = [str(command), "convert", str(path), "-o", "-", "--to", "json"]
    said = subprocess.run(asked, capture_output=True, check=False)
    try:
        document = jixiao.convert(path)
    except jixiao.Error:
        assert said.returncode != 0
        return
    # The command says by its exit code, too, that no form was found; the document is there all the same.
    assert said.stdout, said.stderr.decode()
    wanted = json.loads(said.stdout)
    assert document.to_dict() == wanted
    assert pickle.loads(pickle.dumps(document)) == document
    assert jixiao.Document.from_json(document.to_json(indent=True)).to_dict() == wanted


def test_every_kind_of_source_is_the_same_document() -> None:
    data = SAMPLE.read_bytes()
    wanted = jixiao.convert(SAMPLE)
    sources = [str(SAMPLE), data, bytearray(data), memoryview(data), io.BytesIO(data), SAMPLE.open("rb")]
    for source in sources:
        document = jixiao.convert(source, name="input.pdf")
        assert document == wanted
    assert jixiao.convert(SAMPLE.open("rb")).source["name"] == "input.pdf"
    assert jixiao.convert(SAMPLE, isolated=True) == wanted
    assert jixiao.convert(data, name="input.pdf", isolated=True) == wanted


@pytest.mark.parametrize("source", [None, 7, 1.5, ["a.pdf"], object()])
def test_wrong_types_are_type_errors(source: object) -> None:
    with pytest.raises(TypeError):
        jixiao.convert(source)  # type: ignore[arg-type]


def test_files_that_cannot_be_read() -> None:
    with pytest.raises(TypeError, match="'rb'"):
        jixiao.convert(io.StringIO("x"))  # type: ignore[arg-type]
    closed = SAMPLE.open("rb")
    closed.close()
    with pytest.raises(ValueError, match="closed"):
        jixiao.convert(closed)
    for isolated in (False, True):
        with pytest.raises(FileNotFoundError):
            jixiao.convert("no/such/file.pdf", isolated=isolated)


@pytest.mark.parametrize("isolated", [False, True])
@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"", jixiao.UnknownFormat, "unknown-format"),
        (bytes(range(256)) * 20, jixiao.UnknownFormat, "unknown-format"),
        (b"%PDF-1.7\n" + b"x" * 500, jixiao.Damaged, "damaged"),
        (b"PK\x03\x04" + b"\0" * 100, jixiao.Error, None),
    ],
)
def test_bytes_of_anything(data: bytes, kind: type[jixiao.Error], code: str | None, isolated: bool) -> None:
    with pytest.raises(kind) as raised:
        jixiao.convert(data, name="x.bin", isolated=isolated)
    assert code is None or raised.value.code == code
    assert raised.value.message_zh and str(raised.value)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), again.code, str(again)) == (type(raised.value), raised.value.code, str(raised.value))


def test_limits() -> None:
    with pytest.raises(jixiao.TimedOut) as raised:
        jixiao.convert(SAMPLE, timeout=0)
    assert raised.value.code == "timed-out"
    with pytest.raises(jixiao.TooLarge):
        jixiao.convert(SAMPLE, max_memory=1000)
    with pytest.raises(ValueError, match="timeout"):
        jixiao.convert(SAMPLE, timeout=-1)
    with pytest.raises(ValueError, match="lang"):
        jixiao.convert(SAMPLE, lang="fr")


def test_settings(tmp_path: pathlib.Path) -> None:
    english = jixiao.convert(SAMPLE, lang="en")
    assert all(any("a" <= c <= "z" for c in finding["message"]) for finding in english.findings)
    broken = tmp_path / "rules.toml"
    broken.write_text("[no-such-check]\nx = 1\n")
    with pytest.raises(jixiao.Setting):
        jixiao.convert(SAMPLE, rules=broken)
    with pytest.raises(FileNotFoundError):
        jixiao.convert(SAMPLE, vocab=tmp_path / "none.toml")


def test_workbook_fill_read_check_diff(tmp_path: pathlib.Path) -> None:
    document = jixiao.convert(CARD)
    document.to_excel(tmp_path / "a.xlsx")
    [back] = jixiao.read(tmp_path / "a.xlsx")
    assert not jixiao.diff(document, back)
    filled = jixiao.fill(TEMPLATE, document, tmp_path / "filled.xlsx")
    assert (tmp_path / "filled.xlsx").read_bytes() == filled.data and filled.cells > 0
    assert not list(tmp_path.glob(".jixiao*"))
    with pytest.raises(jixiao.Error):
        jixiao.fill(b"no workbook", document)
    report = jixiao.check(document)
    assert report.outcomes and {f["code"] for f in report.findings} <= {f["code"] for f in document.findings}
    said = document.to_dict()
    said["forms"][0]["year"] = 1999
    [change] = jixiao.diff(document, jixiao.Document.from_json(json.dumps(said)))
    assert (change["field"], change["after"]) == ("year", "1999")


def test_pages_and_tables() -> None:
    document = jixiao.convert(SAMPLE)
    assert document.page_svg(1).startswith("<svg")
    assert jixiao.convert(SAMPLE.read_bytes()).page_svg(2).startswith("<svg")
    with pytest.raises(IndexError):
        document.page_svg(99)
    with pytest.raises(ValueError, match="not converted here"):
        pickle.loads(pickle.dumps(document)).page_svg(1)
    tables = jixiao.tables(SAMPLE)
    assert [table.rows for table in tables] == [table.rows for table in jixiao.tables(SAMPLE.read_bytes())]
    assert "<td>" in tables[0]._repr_html_() and "input.pdf" in document._repr_html_()


def test_hostile_text_stays_text() -> None:
    page = "<table><tr><td>项目名称<td>一级指标<td>三级指标<td>指标值</tr><tr><td>&lt;script&gt;<td>产出指标<td>数量<td>≥12台</tr></table>"
    document = jixiao.convert(page.encode(), name="<b>.html")
    assert "<b>" not in document._repr_html_() and "<script>" not in document._repr_html_()


@pytest.mark.skipif(not (CORPUS / "hostile").is_dir(), reason="no corpus")
def test_hostile_files_give_documents_or_errors() -> None:
    files = [path for path in sorted((CORPUS / "hostile").rglob("*")) if path.is_file()]
    outcomes = list(jixiao.convert_many(files, isolated=True, timeout=10))
    assert len(outcomes) == len(files)


def test_the_import_is_light() -> None:
    heavy = "{'pyarrow', 'pandas', 'polars', 'typing', 'json', 'threading', 'dataclasses', 're'} & set(sys.modules)"
    code = f"import sys; before = {heavy}; import jixiao; print(sorted(({heavy}) - before))"
    loaded = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert set(eval(loaded.stdout)) <= {"typing", "re"}, loaded.stdout
