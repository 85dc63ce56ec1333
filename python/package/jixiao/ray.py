"""Ray Data: many files on many machines.

::

    from jixiao import ray as jx

    files = jx.files("s3://…/pdf")                      # path and content of every file
    converted = jx.convert(files).materialize()         # a row a file
    projects = jx.table(converted, "projects")          # a row a project
    projects.write_parquet("s3://…/projects")

Workers need ``jixiao``. Documents are read by worker processes of jixiao's own beside each of Ray's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _engines
from ._table import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    import pyarrow

#: Files in a batch.
BATCH = 32

#: Blocks of files for each processor.
BLOCKS = 8


def files(paths: Any, **options: Any) -> Any:
    """The files of folders as :func:`convert` takes them. ``options`` are those of ``ray.data.read_binary_files``.

    Ray by itself makes a block of ten small files or so, and of 2,000 of them spends as long on the blocks as on the files.
    """
    import importlib

    importlib.import_module("ray.data")
    ray: Any = importlib.import_module("ray")
    if not ray.is_initialized():
        ray.init()
    blocks = max(1, BLOCKS * int(ray.cluster_resources().get("CPU", 1)))
    return ray.data.read_binary_files(paths, include_paths=True, **{"override_num_blocks": blocks, **options})


def convert(ds: Any, **options: Any) -> Any:
    """Converts the files of a dataset with ``path`` and ``bytes`` (as ``read_binary_files(include_paths=True)`` reads them).

    Gives a row a file: ``path``, the columns of the table ``documents`` (``error_code`` and ``error_message`` where there is no document), and
    ``document``, the JSON that :func:`table` makes tables of. ``options`` are those of :func:`jixiao.convert`.
    """

    def work(batch: pyarrow.Table) -> Iterator[pyarrow.Table]:
        import pyarrow

        rows = zip(batch.column("path").to_pylist(), batch.column("bytes").to_pylist())
        for made in _engines.convert(rows, options):
            yield pyarrow.Table.from_batches([made])

    return ds.map_batches(work, batch_format="pyarrow", batch_size=BATCH)


def table(converted: Any, name: str) -> Any:
    """The rows of a table (:data:`jixiao.TABLES`) of what :func:`convert` gave."""
    if name not in TABLES:
        raise KeyError(name)

    def work(batch: pyarrow.Table) -> pyarrow.Table:
        if name == "documents":
            return batch.drop_columns([_engines.PATH, _engines.DOCUMENT])
        return _engines.derive(batch.column(_engines.DOCUMENT).to_pylist(), name)

    return converted.map_batches(work, batch_format="pyarrow", batch_size=BATCH)
