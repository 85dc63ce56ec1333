"""Documents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from . import _jixiao, _source
from ._table import TABLES, DataTable

if TYPE_CHECKING:
    from typing import Any


class Document:
    """The forms found in one input, and what a person should look at. :func:`jixiao.convert` makes it.

    >>> document = jixiao.convert(SAMPLE)
    >>> document
    <jixiao.Document input.pdf: 1 forms, 29 projects, 141 indicators>
    """

    __slots__ = ("_dict", "_native", "_origin", "path", "reviews")

    def __init__(
        self,
        native: _jixiao.NativeDocument,
        path: str | None = None,
        origin: tuple[_source.Origin, _jixiao.Settings] | None = None,
        reviews: list[dict[str, Any]] | None = None,
    ) -> None:
        self._native = native
        self._origin = origin
        self._dict: dict[str, Any] | None = None
        #: The file it was made of, as it was named; ``None`` for bytes.
        self.path = path
        #: What auditors wrote beside its records, where :func:`jixiao.read` read a workbook.
        self.reviews: list[dict[str, Any]] = reviews or []

    @classmethod
    def from_json(cls, json: str | bytes) -> Document:
        """The document of a JSON text that jixiao wrote.

        >>> jixiao.Document.from_json(document.to_json()) == document
        True
        """
        return cls(_jixiao.NativeDocument.from_json(json.encode() if isinstance(json, str) else bytes(json)))

    def to_json(self, *, indent: bool = False) -> str:
        """As JSON (``jixiao/1``).

        >>> document.to_json()[:21]
        '{"schema":"jixiao/1",'
        """
        return self._native.to_json(indent).decode()

    def to_dict(self) -> dict[str, Any]:
        """All it says, as the JSON has it; a new dictionary each time.

        >>> sorted(document.to_dict())
        ['findings', 'forms', 'schema', 'source']
        """
        import json

        whole: dict[str, Any] = json.loads(self._native.to_json(False))
        return whole

    def _said(self) -> dict[str, Any]:
        if self._dict is None:
            self._dict = self.to_dict()
        return self._dict

    @property
    def source(self) -> dict[str, Any]:
        """The input: name, SHA-256, media type and so on.

        >>> document.source["media_type"]
        'application/pdf'
        """
        found: dict[str, Any] = self._said()["source"]
        return found

    @property
    def forms(self) -> list[dict[str, Any]]:
        """The forms in printed order.

        >>> document.forms[0]["year"]
        2023
        """
        found: list[dict[str, Any]] = self._said()["forms"]
        return found

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What a person should look at.

        >>> {finding["severity"] for finding in document.findings} <= {"error", "warning", "info"}
        True
        """
        found: list[dict[str, Any]] = self._said()["findings"]
        return found

    def table(self, name: str) -> DataTable:
        """One of its tables; :data:`jixiao.TABLES` has their names.

        >>> document.table("indicators")
        <jixiao.DataTable indicators: 141 rows>
        """
        return DataTable(name, self._native.table(name))

    @property
    def documents_table(self) -> DataTable:
        """The document itself: a table of one row."""
        return self.table("documents")

    @property
    def forms_table(self) -> DataTable:
        """Its forms."""
        return self.table("forms")

    @property
    def projects(self) -> DataTable:
        """Its projects, with their amounts beside each other."""
        return self.table("projects")

    @property
    def amounts(self) -> DataTable:
        """The amounts of its projects, a row each, in the printed unit and in yuan."""
        return self.table("amounts")

    @property
    def subtotals(self) -> DataTable:
        """合计 and agency rows."""
        return self.table("subtotals")

    @property
    def budget(self) -> DataTable:
        """The printed amounts of a department's budget."""
        return self.table("budget")

    @property
    def tasks(self) -> DataTable:
        """The tasks of a department."""
        return self.table("tasks")

    @property
    def indicators(self) -> DataTable:
        """The indicators with their three levels."""
        return self.table("indicators")

    @property
    def findings_table(self) -> DataTable:
        """The findings."""
        return self.table("findings")

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """Writes the standard workbook; what stands at ``path`` is replaced.

        >>> document.to_excel(FOLDER / "out.xlsx")
        """
        self._write(path, "xlsx")

    def to_parquet(self, path: str | os.PathLike[str]) -> list[str]:
        """Writes its tables, each into a folder of its name: ``projects/a.parquet`` for ``a.parquet``. Gives the files.

        >>> files = document.to_parquet(FOLDER / "a.parquet")
        >>> import pyarrow.parquet
        >>> pyarrow.parquet.read_table(FOLDER / "projects" / "a.parquet").num_rows
        29
        """
        return self._write(path, "parquet")

    def _write(self, path: str | os.PathLike[str], format: str) -> list[str]:
        return [os.fspath(file) for file in self._native.write(os.fspath(path), format)]

    def page_svg(self, page: int = 1) -> str:
        """A page (from 1) of a PDF or OFD file drawn, with the cells that were found: to look at what was read.

        >>> document.page_svg(1)[:4]
        '<svg'
        """
        if self._origin is None:
            raise ValueError("a document that was not converted here has no pages")
        origin, settings = self._origin
        drawn = _jixiao.page_svg(*origin.arguments(), page, settings)
        if drawn is None:
            raise IndexError(f"no page {page}")
        return drawn

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return self._native.to_json(False) == other._native.to_json(False) and self.reviews == other.reviews

    def __hash__(self) -> int:
        return hash(self._native.to_json(False))

    def __reduce__(self) -> tuple[object, ...]:
        return (_unpickled, (self._native.to_json(False), self.path, self.reviews))

    def __repr__(self) -> str:
        forms, projects, indicators, *_ = self._native.counts()
        return f"<jixiao.Document {self._native.name()}: {forms} forms, {projects} projects, {indicators} indicators>"

    def _repr_html_(self) -> str:
        """For notebooks.

        >>> document._repr_html_()[:7]
        '<table>'
        """
        import html

        *counts, errors, warnings, infos = self._native.counts()
        rows = [
            ("文件", self._native.name()),
            ("表 · 项目 · 指标", " · ".join(str(count) for count in counts)),
            ("错误 · 警告 · 提示", f"{errors} · {warnings} · {infos}"),
        ]
        for form in self.forms:
            rows.append((form.get("title") or form["kind"], f"{form.get('department') or ''} {form.get('year') or ''}".strip()))
        cells = "".join(f"<tr><th>{html.escape(str(a))}</th><td>{html.escape(str(b))}</td></tr>" for a, b in rows)
        return f"<table>{cells}</table>"


def _unpickled(json: bytes, path: str | None, reviews: list[dict[str, Any]]) -> Document:
    return Document(_jixiao.NativeDocument.from_json(json), path, None, reviews)


assert all(hasattr(Document, name) or hasattr(Document, name + "_table") for name in TABLES)
