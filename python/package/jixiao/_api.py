"""The functions of the package."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from . import _jixiao, _source
from ._documents import Document
from ._tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ._source import Source, StrPath



def convert(
    source: Source,
    *,
    name: str | None = None,
    password: str | None = None,
    timeout: float = _source.TIMEOUT,
    max_memory: int = _source.MAX_MEMORY,
    vocab: StrPath | None = None,
    rules: StrPath | None = None,
    other_tables: bool = False,
    lang: str = "zh",
    isolated: bool = False,
) -> Document:
    """Converts a file, bytes, or a file opened with ``"rb"``.

    >>> jixiao.convert(SAMPLE).forms[0]["department"] is not None
    True
    >>> with open(SAMPLE, "rb") as file:
    ...     jixiao.convert(file).source["name"]
    'input.pdf'

    :param name: what the document calls bytes.
    :param timeout: seconds of wall-clock time for the document.
    :param max_memory: bytes that working on it may take.
    :param vocab: a TOML file with words of your own.
    :param rules: a TOML file with settings of the checks.
    :param other_tables: also list the tables that belong to no form.
    :param lang: language of the findings, ``"zh"`` or ``"en"``.
    :param isolated: in a worker process, so that a document that brings its process down raises :class:`jixiao.WorkerEnded` and no more.
    :raises FileNotFoundError: where there is no such file (and other ``OSError`` where it cannot be read).
    :raises jixiao.Error: where no document can be made of it.
    """
    settings = _source.settings(
        password=password,
        timeout=timeout,
        max_memory=max_memory,
        vocab=vocab,
        rules=rules,
        other_tables=other_tables,
        lang=lang,
    )
    return converted(_source.Origin(source, name), settings, isolated)


def converted(origin: _source.Origin, settings: _jixiao.Settings, isolated: bool) -> Document:
    """The same with settings that were made."""
    if isolated:
        path, data, name = origin.arguments()
        # A worker may be elsewhere.
        native = _source.pool(settings).convert(path and os.path.abspath(path), data, name)
    else:
        native = _jixiao.convert(*origin.arguments(), settings)
    return Document(native, origin.path, (origin, settings))


def tables(
    source: Source,
    *,
    name: str | None = None,
    password: str | None = None,
    timeout: float = _source.TIMEOUT,
    max_memory: int = _source.MAX_MEMORY,
) -> list[Table]:
    """Every table of an input, forms or not.

    >>> found = jixiao.tables(SAMPLE)
    >>> found[0].shape == (len(found[0].rows), len(found[0].rows[0]))
    True
    """
    import json

    settings = _source.settings(password=password, timeout=timeout, max_memory=max_memory)
    made, _ = _jixiao.tables(*_source.Origin(source, name).arguments(), settings)
    return [Table(table) for table in json.loads(made)]


def read(path: StrPath, *, password: str | None = None, timeout: float = _source.TIMEOUT, lang: str = "zh") -> list[Document]:
    """Reads a workbook back: the documents of a standard workbook with what auditors wrote (:attr:`Document.reviews`), of another
    file the one that converting it gives.

    >>> document.to_excel(FOLDER / "back.xlsx")
    >>> [back] = jixiao.read(FOLDER / "back.xlsx")
    >>> jixiao.diff(document, back)
    []
    """
    import json

    settings = _source.settings(password=password, timeout=timeout, lang=lang)
    path = os.fspath(path)
    return [Document(native, path, None, json.loads(reviews)) for native, reviews in _jixiao.read(path, settings)]


class Filled:
    """A filled template."""

    __slots__ = ("cells", "data", "findings", "leaves_records", "rows")

    def __init__(self, data: bytes, cells: int, rows: int, leaves_records: bool, findings: list[dict[str, Any]]) -> None:
        #: The workbook.
        self.data = data
        #: Cells that were filled.
        self.cells = cells
        #: Rows that were put in.
        self.rows = rows
        #: Whether projects or departments have no room in the template.
        self.leaves_records = leaves_records
        #: What a person should look at: values without a place, places without a value.
        self.findings = findings

    def __repr__(self) -> str:
        return f"<jixiao.Filled {self.cells} cells, {self.rows} rows put in>"


def fill(
    template: Source,
    document: Document,
    out: StrPath | None = None,
    *,
    values: Mapping[str, str] | None = None,
    other_kind: bool = False,
    partial: bool = False,
    vocab: StrPath | None = None,
    timeout: float = _source.TIMEOUT,
    lang: str = "zh",
) -> Filled:
    """Fills an agency's own workbook and writes it to ``out``; only what is filled changes.

    >>> jixiao.fill(TEMPLATE, jixiao.convert(CARD), FOLDER / "filled.xlsx").cells > 0
    True

    :param values: further values by label, placeholder or cell.
    :param other_kind: fill a template whose title says another kind of form.
    :param partial: write it also where projects or departments have no room in it (:attr:`Filled.leaves_records`).
    :raises jixiao.Setting: where it cannot be filled.
    """
    import json

    settings = _source.settings(vocab=vocab, timeout=timeout, lang=lang)
    data = _bytes_of(template)
    pairs = [(str(key), str(value)) for key, value in (values or {}).items()]
    made, cells, rows, leaves, findings = _jixiao.fill(data, document._native, pairs, other_kind, settings)
    filled = Filled(made, cells, rows, leaves, json.loads(findings))
    if leaves and not partial:
        from ._errors import Setting

        raise Setting(
            "the template has no room for all projects or departments; partial=True fills in the others",
            "setting",
            "模板容不下所有项目或部门；只填其余的请用 partial=True",
        )
    if out is not None:
        _put(os.fspath(out), made)
    return filled


def _bytes_of(source: Source) -> bytes:
    origin = _source.Origin(source)
    if origin.data is not None:
        return origin.data
    assert origin.path is not None
    with open(origin.path, "rb") as file:
        return file.read()


def _put(path: str, data: bytes) -> None:
    """Whole or not at all."""
    import tempfile

    handle, unfinished = tempfile.mkstemp(prefix=".jixiao-", dir=os.path.dirname(os.path.abspath(path)))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(unfinished, 0o666 & ~mask)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise


class Report:
    """What the checks say of a document."""

    __slots__ = ("findings", "outcomes")

    def __init__(self, outcomes: list[dict[str, Any]], findings: list[dict[str, Any]]) -> None:
        #: For each form and check what it came to.
        self.outcomes = outcomes
        #: One for each cause, most severe first.
        self.findings = findings

    def __repr__(self) -> str:
        return f"<jixiao.Report {len(self.outcomes)} outcomes, {len(self.findings)} findings>"


def check(document: Document, *, rules: StrPath | None = None, lang: str = "zh") -> Report:
    """Checks a document again, perhaps by other rules.

    >>> report = jixiao.check(document)
    >>> {outcome["verdict"] for outcome in report.outcomes} <= {"holds", "violated", "cannot_decide"}
    True
    """
    import json

    outcomes, findings = document._native.check(_source.settings(rules=rules, lang=lang))
    return Report(json.loads(outcomes), json.loads(findings))


def diff(before: Document, after: Document) -> list[dict[str, Any]]:
    """What differs: forms, projects, indicators and fields added, removed or changed.

    >>> jixiao.diff(document, document)
    []
    """
    import json

    found: list[dict[str, Any]] = json.loads(before._native.diff(after._native))
    return found


def json_schema() -> dict[str, Any]:
    """The JSON Schema of :meth:`Document.to_dict`.

    >>> jixiao.json_schema()["title"]
    'jixiao/1'
    """
    import json

    found: dict[str, Any] = json.loads(_jixiao.json_schema())
    return found
