"""Apache Spark: many files on many machines.

::

    from jixiao import spark as jx

    files = jx.files(spark, "hdfs://…/pdf")            # or spark.read.format("binaryFile")
    converted = jx.convert(files).cache()               # a row a file
    projects = jx.table(converted, "projects")          # a row a project
    projects.write.parquet("hdfs://…/projects")
    converted.where("error_code is not null").select("path", "error_code", "error_message").show()

Executors need ``jixiao`` and ``pyarrow``. Documents are read by worker processes of jixiao's own beside each of Spark's Python processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _engines
from ._table import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    import pyarrow

#: What :func:`configure` sets. A file costs a Spark partition ``openCostInBytes`` beside its own bytes: with the default of 4 MiB a few
#: small files fill one. An Arrow batch holds ``maxRecordsPerBatch`` rows, each a whole file: with the default of 10,000 they may be many
#: gigabytes.
SETTINGS = {
    "spark.sql.files.openCostInBytes": str(64 << 10),
    "spark.sql.files.maxPartitionBytes": str(32 << 20),
    "spark.sql.execution.arrow.maxRecordsPerBatch": "32",
}


def configure(spark: Any) -> None:
    """Sets :data:`SETTINGS` on a session, for reading many small files."""
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)


def files(spark: Any, path: str | list[str], pattern: str = "*", recursive: bool = True) -> Any:
    """The files below a path as rows of ``path`` and ``content``, with the session set up for them (:func:`configure`)."""
    configure(spark)
    reader = spark.read.format("binaryFile").option("pathGlobFilter", pattern)
    return reader.option("recursiveFileLookup", str(recursive).lower()).load(path).select("path", "content")


def convert(df: Any, **options: Any) -> Any:
    """Converts the files of a data frame with ``path`` and ``content`` (as ``binaryFile`` reads them).

    Gives a row a file: ``path``, the columns of the table ``documents`` (``error_code`` and ``error_message`` where there is no document), and
    ``document``, the JSON that :func:`table` makes tables of. ``options`` are those of :func:`jixiao.convert`.
    """

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return _engines.convert(_rows(batches), options)

    return df.select("path", "content").mapInArrow(work, _ddl(_engines.schema()))


def table(converted: Any, name: str) -> Any:
    """The rows of a table (:data:`jixiao.TABLES`) of what :func:`convert` gave."""
    if name not in TABLES:
        raise KeyError(name)
    if name == "documents":
        return converted.drop(_engines.PATH, _engines.DOCUMENT)

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield from _engines.derive(batch.column(0).to_pylist(), name).to_batches()

    texts = converted.where(f"{_engines.DOCUMENT} is not null").select(_engines.DOCUMENT)
    return texts.mapInArrow(work, _ddl(_engines.table_schema(name)))


def _rows(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[tuple[str, bytes]]:
    for batch in batches:
        for path, content in zip(batch.column(0), batch.column(1)):
            yield path.as_py(), content.as_py()


def _ddl(schema: pyarrow.Schema) -> str:
    return ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in schema)


def _spark_type(kind: Any) -> str:
    import pyarrow.types as types

    if types.is_list(kind):
        return f"array<{_spark_type(kind.value_type)}>"
    if types.is_struct(kind):
        return "struct<" + ", ".join(f"`{member.name}`: {_spark_type(member.type)}" for member in kind) + ">"
    if types.is_decimal(kind):
        return f"decimal({kind.precision}, {kind.scale})"
    if types.is_date(kind):
        return "date"
    return {"string": "string", "int64": "bigint", "double": "double", "bool": "boolean"}[str(kind)]
