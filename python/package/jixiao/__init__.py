"""Chinese budget performance-target tables (绩效目标表) as data.

    >>> import jixiao
    >>> document = jixiao.convert(SAMPLE)
    >>> document.forms[0]["kind"], len(document.forms[0]["projects"])
    ('project_table', 29)
    >>> document.indicators
    <jixiao.DataTable indicators: 141 rows>

Everything a document says is in :meth:`Document.to_dict`; the same as tables for data frames and databases is in
:attr:`Document.projects`, :attr:`Document.indicators` and so on. What a person should look at is in :attr:`Document.findings`.
"""

from __future__ import annotations

from ._api import Filled, Report, check, convert, diff, fill, json_schema, read, tables
from ._documents import Document
from ._errors import (
    Damaged,
    Error,
    NoText,
    Password,
    Refused,
    Setting,
    TimedOut,
    TooLarge,
    UnknownFormat,
    WorkerEnded,
)
from ._jixiao import VERSION as __version__
from ._many import Failure, collect, convert_many, write_tables
from ._table import TABLES, DataTable
from ._tables import Table

__all__ = [
    "TABLES",
    "Damaged",
    "DataTable",
    "Document",
    "Error",
    "Failure",
    "Filled",
    "NoText",
    "Password",
    "Refused",
    "Report",
    "Setting",
    "Table",
    "TimedOut",
    "TooLarge",
    "UnknownFormat",
    "WorkerEnded",
    "__version__",
    "check",
    "collect",
    "convert",
    "convert_many",
    "diff",
    "fill",
    "json_schema",
    "read",
    "tables",
    "write_tables",
]
