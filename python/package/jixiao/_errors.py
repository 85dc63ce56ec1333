"""Why a job could not be done."""

from __future__ import annotations

import os


class Error(Exception):
    """A job could not be done. What is doubtful in one that was done is among the findings of its document.

    >>> try:
    ...     jixiao.convert(b"\\x00\\x01\\x02", name="a.bin")
    ... except jixiao.Error as error:
    ...     error.code
    'unknown-format'
    """

    #: A stable name of what went wrong.
    code: str
    #: The same in Chinese.
    message_zh: str

    def __init__(self, message: str, code: str = "error", message_zh: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message_zh = message_zh or message

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (str(self), self.code, self.message_zh))


class UnknownFormat(Error):
    """The input is empty or none of the formats that can be read."""


class Damaged(Error):
    """The input is of a known format but too damaged to read."""


class Password(Error):
    """The input is encrypted; the password is missing or wrong."""


class NoText(Error):
    """No page holds a character: a scan."""


class TooLarge(Error):
    """The input takes more memory than it may."""


class TimedOut(Error):
    """The input takes more time than it may."""


class WorkerEnded(Error):
    """The process that read the input ended in the middle of it."""


class Refused(Error):
    """A file was not written, to spare what stands in its place."""


class Setting(Error, ValueError):
    """A vocabulary, rules or a template cannot be used."""


_OF_CODE: dict[str, type[Error]] = {
    "unknown-format": UnknownFormat,
    "damaged": Damaged,
    "password": Password,
    "no-text": NoText,
    "too-large": TooLarge,
    "timed-out": TimedOut,
    "worker-ended": WorkerEnded,
    "refused": Refused,
    "setting": Setting,
}


def of_failure(code: str, message_zh: str, message: str, system: int | None) -> Exception:
    """The exception of a failure; of files that cannot be read or written the one that ``open`` raises."""
    if code in ("read", "write") and system is not None:
        return OSError(system, os.strerror(system), message.partition(" ")[2].partition(" ")[2] or None)
    return _OF_CODE.get(code, Error)(message, code, message_zh)
