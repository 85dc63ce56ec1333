"""Tables as they are printed, whatever they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


class Table:
    """A printed table.

    >>> table = jixiao.tables(SAMPLE)[0]
    >>> isinstance(table.rows[0][0], str), table.page
    (True, 1)
    """

    __slots__ = ("_said",)

    def __init__(self, said: dict[str, Any]) -> None:
        self._said = said

    @property
    def page(self) -> int | None:
        """Its first page, from 1; ``None`` for texts and worksheets."""
        found: int | None = self._said["page"]
        return found

    @property
    def title(self) -> str | None:
        """Its title, where one is certain."""
        found: str | None = self._said["title"]
        return found

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return (self._said["rows"], self._said["cols"])

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Its cells with their spans and places."""
        found: list[dict[str, Any]] = self._said["cells"]
        return found

    @property
    def rows(self) -> list[list[str]]:
        """The text of each slot; a cell over several slots stands in the first of them."""
        slots = [[""] * self._said["cols"] for _ in range(self._said["rows"])]
        for cell in self.cells:
            slots[cell["row"]][cell["col"]] = cell["text"]
        return slots

    def to_dict(self) -> dict[str, Any]:
        """All that is known of it."""
        return self._said

    def to_pandas(self) -> Any:
        """As a ``pandas.DataFrame`` of texts, without a header."""
        import pandas

        return pandas.DataFrame(self.rows)

    def __repr__(self) -> str:
        rows, columns = self.shape
        return f"<jixiao.Table {rows} × {columns} on page {self.page}>"

    def _repr_html_(self) -> str:
        import html

        rows = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in self.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
