"""What engines that run over many machines share: batches of files → batches of documents → batches of tables.

Each document is read by a worker process of jixiao's own, so that one that brings its process down, hangs, or takes too much memory costs
a row that says so, and never a task of the engine.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from . import _jixiao, _source
from ._documents import Document
from ._many import Failure, one
from ._table import DataTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    import pyarrow

#: So many documents are in a batch that is handed on, and so many characters of their JSON, whichever is reached first.
DOCUMENTS = 64
CHARACTERS = 16 << 20

#: The columns of converted files beside those of the table of documents.
PATH = "path"
DOCUMENT = "document"


def schema() -> pyarrow.Schema:
    """Of converted files: ``path``, the table of documents, ``document``."""
    import pyarrow

    documents = table_schema("documents")
    fields = [pyarrow.field(PATH, pyarrow.string()), *documents, pyarrow.field(DOCUMENT, pyarrow.string())]
    return pyarrow.schema(fields, metadata=documents.metadata)


def table_schema(name: str) -> pyarrow.Schema:
    """Of a table."""
    import pyarrow

    return pyarrow.schema(DataTable(name, _jixiao.schema_of(name)))


def convert(files: Iterable[tuple[str, bytes]], options: dict[str, Any]) -> Iterator[pyarrow.RecordBatch]:
    """Files as path and bytes → batches of :func:`schema`."""
    settings = _source.settings(**options)
    paths: list[str] = []
    outcomes: list[Document | Failure] = []
    texts: list[str | None] = []
    for path, data in files:
        outcome = one(data, settings, True, _name(path))
        paths.append(path)
        outcomes.append(outcome)
        texts.append(outcome.to_json() if isinstance(outcome, Document) else None)
        if len(paths) >= DOCUMENTS or sum(len(text or "") for text in texts) >= CHARACTERS:
            yield _batch(paths, outcomes, texts)
            paths, outcomes, texts = [], [], []
    if paths:
        yield _batch(paths, outcomes, texts)


def _name(path: str) -> str:
    """The file's name; paths of Spark are URLs."""
    if "://" in path or path.startswith("file:"):
        from urllib.parse import unquote

        path = unquote(path)
    return os.path.basename(path) or "bytes"


def _batch(paths: list[str], outcomes: list[Any], texts: list[str | None]) -> pyarrow.RecordBatch:
    import pyarrow

    rows = [outcome._native if isinstance(outcome, Document) else outcome._row() for outcome in outcomes]
    [native] = _jixiao.collect(["documents"], rows)
    documents = pyarrow.table(DataTable("documents", native))
    columns = [pyarrow.array(paths, pyarrow.string()), *documents.columns, pyarrow.array(texts, pyarrow.string())]
    [batch] = pyarrow.Table.from_arrays(columns, schema=schema()).combine_chunks().to_batches()
    return batch


def derive(texts: Iterable[str | None], name: str) -> pyarrow.Table:
    """The documents of a batch as JSON → their rows of a table."""
    import pyarrow

    natives = [_jixiao.NativeDocument.from_json(text.encode()) for text in texts if text is not None]
    [native] = _jixiao.collect([name], natives)
    return pyarrow.table(DataTable(name, native))


__all__ = ["DOCUMENT", "PATH", "convert", "derive", "schema", "table_schema"]
