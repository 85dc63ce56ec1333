"""Many inputs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Union

from . import _jixiao, _source
from ._api import converted
from ._documents import Document
from ._errors import Error
from ._table import TABLES, DataTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ._source import Source, StrPath


class Failure:
    """An input that no document could be made of."""

    __slots__ = ("bytes", "error", "path", "sha256")

    def __init__(self, path: str | None, error: Exception, sha256: str | None = None, length: int | None = None) -> None:
        #: The input as it was named.
        self.path = path
        #: Why there is no document.
        self.error = error
        #: Of its bytes, where they are known.
        self.sha256 = sha256
        #: Their number.
        self.bytes = length

    @property
    def code(self) -> str:
        """A stable name of what went wrong."""
        if isinstance(self.error, Error):
            return self.error.code
        return "not-found" if isinstance(self.error, FileNotFoundError) else "read"

    def __repr__(self) -> str:
        return f"<jixiao.Failure {self.path}: {self.code}>"

    def _row(self) -> tuple[str, str | None, int | None, str, str]:
        name = os.path.basename(self.path) if self.path else "bytes"
        return (name, self.sha256, self.bytes, self.code, str(self.error))


Outcome = Union[Document, Failure]


def convert_many(
    sources: Iterable[Source],
    *,
    jobs: int | None = None,
    isolated: bool = False,
    password: str | None = None,
    timeout: float = _source.TIMEOUT,
    max_memory: int = _source.MAX_MEMORY,
    vocab: StrPath | None = None,
    rules: StrPath | None = None,
    other_tables: bool = False,
    lang: str = "zh",
) -> Iterator[Outcome]:
    """Converts many inputs, several at a time, and gives results as they come: a :class:`Document`, or a :class:`Failure` for an input
    that none can be made of. :attr:`Document.path` and :attr:`Failure.path` say which. ``sources`` is taken from as there is room.

    >>> [type(result).__name__ for result in jixiao.convert_many([SAMPLE, "no such file"], jobs=1)]
    ['Document', 'Failure']

    :param jobs: at the same time; one a core where none are said. Other arguments as of :func:`jixiao.convert`.
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
    return _run(iter(sources), settings, _cores() if jobs is None else max(1, jobs), isolated)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def one(source: Source, settings: _jixiao.Settings, isolated: bool, name: str | None = None) -> Outcome:
    """A document, or why there is none."""
    origin: _source.Origin | None = None
    try:
        origin = _source.Origin(source, name)
        return converted(origin, settings, isolated)
    except (Error, OSError) as error:
        data = origin.data if origin is not None else None
        if data is None:
            return Failure(str(source) if isinstance(source, (str, os.PathLike)) else name, error)
        import hashlib

        return Failure(name, error, hashlib.sha256(data).hexdigest(), len(data))


def _run(sources: Iterator[Source], settings: _jixiao.Settings, jobs: int, isolated: bool) -> Iterator[Outcome]:
    import queue
    import threading

    done: queue.Queue[tuple[Outcome | None, BaseException | None]] = queue.Queue(maxsize=2 * jobs)
    taking = threading.Lock()
    stopped = threading.Event()

    def put(outcome: Outcome | None, error: BaseException | None) -> None:
        while not stopped.is_set():
            try:
                return done.put((outcome, error), timeout=0.1)
            except queue.Full:
                pass

    def work() -> None:
        try:
            while not stopped.is_set():
                with taking:
                    try:
                        source = next(sources)
                    except StopIteration:
                        return
                put(one(source, settings, isolated), None)
        except BaseException as error:  # of the iterator of sources, or wrong types: told to who asked
            put(None, error)
        finally:
            put(None, None)

    threads = [threading.Thread(target=work, name=f"jixiao-{n}", daemon=True) for n in range(jobs)]
    for thread in threads:
        thread.start()
    left = len(threads)
    try:
        while left:
            try:
                # Looked at again and again, so that Ctrl-C is heard on every system.
                outcome, error = done.get(timeout=0.1)
            except queue.Empty:
                continue
            if error is not None:
                raise error
            if outcome is None:
                left -= 1
            else:
                yield outcome
    finally:
        stopped.set()


def collect(outcomes: Iterable[Outcome], tables: Iterable[str] = TABLES) -> dict[str, DataTable]:
    """The tables of many results, each as one; failures are rows of ``documents`` with ``error_code``.

    >>> data = jixiao.collect(jixiao.convert_many([SAMPLE, CARD, "no such file"]))
    >>> len(data["documents"]), len(data["projects"])
    (3, 33)
    """
    names = list(tables)
    made = _jixiao.collect(names, [_native(outcome) for outcome in outcomes])
    return {name: DataTable(name, native) for name, native in zip(names, made)}


def _native(outcome: Outcome) -> Any:
    return outcome._native if isinstance(outcome, Document) else outcome._row()


def write_tables(outcomes: Iterable[Outcome], folder: StrPath, name: str = "data", format: str = "csv") -> list[str]:
    """Writes the tables of results as text, each into a folder of its name: ``projects/data.csv``, or ``.jsonl``. The cells are those of
    :func:`collect` and of Parquet, one for one. Gives the files.

    >>> files = jixiao.write_tables([document], FOLDER, format="jsonl")
    >>> len(files) == len(jixiao.TABLES)
    True
    """
    if format not in ("csv", "jsonl"):
        raise ValueError(f"format: 'csv' or 'jsonl' is wanted, not {format!r}")
    from ._api import _put

    texts = _jixiao.collect(list(TABLES), [_native(outcome) for outcome in outcomes], format)
    files = []
    for table, text in zip(TABLES, texts):
        within = os.path.join(os.fspath(folder), table)
        os.makedirs(within, exist_ok=True)
        files.append(os.path.join(within, f"{name}.{format}"))
        _put(files[-1], text)
    return files
