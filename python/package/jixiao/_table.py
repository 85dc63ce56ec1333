"""Tables that data frames and databases take without copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _jixiao

if TYPE_CHECKING:
    from typing import Any

#: The names of the tables, what others belong to first.
TABLES: tuple[str, ...] = tuple(_jixiao.table_names())


class DataTable:
    """A table of documents in memory. It speaks Arrow's PyCapsule interface:

    >>> import pyarrow
    >>> projects = jixiao.convert(SAMPLE).projects
    >>> pyarrow.table(projects).num_rows == len(projects)
    True

    ``polars.DataFrame(projects)``, ``pandas.DataFrame.from_arrow(projects)`` and ``duckdb.sql("from projects")`` take it, too.
    """

    __slots__ = ("_native", "name")

    def __init__(self, name: str, native: _jixiao.NativeTable) -> None:
        #: Its name, one of :data:`TABLES`.
        self.name = name
        self._native = native

    def __len__(self) -> int:
        return self._native.num_rows()

    @property
    def column_names(self) -> list[str]:
        """The names of its columns.

        >>> jixiao.convert(SAMPLE).forms_table.column_names[:4]
        ['document_sha256', 'source_name', 'form', 'kind']
        """
        return self._native.column_names()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def to_arrow(self) -> Any:
        """As a ``pyarrow.Table``, where pyarrow is installed."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """As a ``pandas.DataFrame``, where pandas and pyarrow are installed; columns keep Arrow's types.

        >>> frame = jixiao.convert(SAMPLE).projects.to_pandas()
        >>> str(frame["amounts_total"].dtype)
        'decimal128(38, 8)[pyarrow]'
        """
        import pandas

        return self.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)

    def to_polars(self) -> Any:
        """As a ``polars.DataFrame``, where polars is installed.

        >>> jixiao.convert(SAMPLE).projects.to_polars().height
        29
        """
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"<jixiao.DataTable {self.name}: {len(self)} rows>"
