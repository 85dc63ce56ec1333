"""What may be converted, and how."""

from __future__ import annotations

import functools
import os
import sys
from typing import IO, TYPE_CHECKING, Union

from . import _jixiao

if TYPE_CHECKING:
    from typing import Any

    Source = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, IO[bytes]]
    StrPath = Union[str, "os.PathLike[str]"]

#: Seconds that one document may take where nothing else is asked for, and bytes of memory.
TIMEOUT = 60.0
MAX_MEMORY = 300 << 20
#: Settings files are small: fifty times the vocabulary that comes with the package.
_LONGEST_SETTING = 1 << 20


class Origin:
    """An input: a path, or bytes with a name."""

    __slots__ = ("data", "name", "path")

    def __init__(self, source: Source, name: str | None = None) -> None:
        self.path: str | None = None
        self.data: bytes | None = None
        self.name = name or "bytes"
        if isinstance(source, (str, os.PathLike)):
            path = os.fspath(source)
            if not isinstance(path, str):
                path = os.fsdecode(path)
            if name is None:
                self.path = path
            else:
                with open(path, "rb") as file:
                    self.data = file.read()
        elif isinstance(source, (bytes, bytearray, memoryview)):
            self.data = bytes(source)
        elif hasattr(source, "read"):
            data = source.read()
            if not isinstance(data, bytes):
                raise TypeError(f"a file opened for text was given: open it with 'rb' (read() gave {type(data).__name__})")
            self.data = data
            named = getattr(source, "name", None)
            if name is None and isinstance(named, str):
                self.name = os.path.basename(named) or self.name
        else:
            raise TypeError(f"a path, bytes or a file opened with 'rb' is wanted, not {type(source).__name__}")

    def arguments(self) -> tuple[str | None, bytes | None, str]:
        """As the functions in Rust take it."""
        return (self.path, self.data, self.name)


def _text_of(setting: StrPath | None) -> str | None:
    if setting is None:
        return None
    with open(setting, "rb") as file:
        data = file.read(_LONGEST_SETTING + 1)
    if len(data) > _LONGEST_SETTING:
        raise ValueError(f"{os.fspath(setting)}: longer than {_LONGEST_SETTING} bytes")
    return data.decode("utf-8")


@functools.lru_cache(maxsize=16)
def _settings(
    password: str | None,
    timeout: float,
    max_memory: int,
    other_tables: bool,
    lang: str,
    vocab: str | None,
    rules: str | None,
) -> _jixiao.Settings:
    return _jixiao.Settings(
        password=password,
        timeout=timeout,
        max_memory=max_memory,
        tables=other_tables,
        english=lang == "en",
        vocabulary=vocab,
        rules=rules,
    )


def settings(
    *,
    password: str | None = None,
    timeout: float = TIMEOUT,
    max_memory: int = MAX_MEMORY,
    vocab: StrPath | None = None,
    rules: StrPath | None = None,
    other_tables: bool = False,
    lang: str = "zh",
) -> _jixiao.Settings:
    """Settings of a conversion; the same ones are made once."""
    if lang not in ("zh", "en"):
        raise ValueError(f"lang: 'zh' or 'en' is wanted, not {lang!r}")
    return _settings(password, float(timeout), max_memory, other_tables, lang, _text_of(vocab), _text_of(rules))


_pools: dict[Any, _jixiao.NativePool] = {}


def pool(of: _jixiao.Settings) -> _jixiao.NativePool:
    """The worker processes for these settings. Those of a process that this one was forked off are not this one's."""
    key = (os.getpid(), id(of))
    made = _pools.get(key)
    if made is None:
        # What is called jixiao in the current folder is not this package.
        safe = ["-P"] if sys.version_info >= (3, 11) else []
        made = _jixiao.NativePool(sys.executable, [*safe, "-m", "jixiao", "worker"], of)
        # The settings stay as long as their pool, so that no other ones get their id.
        _kept.append(of)
        made = _pools.setdefault(key, made)
    return made


_kept: list[_jixiao.Settings] = []


def _close() -> None:
    _jixiao.close()
    for (process, _), made in list(_pools.items()):
        if process == os.getpid():
            made.close()


def _register() -> None:
    import atexit

    atexit.register(_close)


_register()
