"""The examples of the documentation."""

from __future__ import annotations

import doctest
import importlib
import pathlib

import jixiao
import pytest
from conftest import CARD, SAMPLE, TEMPLATE

MODULES = ["jixiao", "jixiao._api", "jixiao._documents", "jixiao._errors", "jixiao._many", "jixiao._table", "jixiao._tables"]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str, tmp_path: pathlib.Path) -> None:
    for needed in ("pyarrow", "polars", "pandas"):
        pytest.importorskip(needed)
    known = {"jixiao": jixiao, "SAMPLE": SAMPLE, "CARD": CARD, "TEMPLATE": TEMPLATE, "FOLDER": tmp_path}
    known["document"] = jixiao.convert(SAMPLE)
    done = doctest.testmod(importlib.import_module(name), extraglobs=known)
    assert done.failed == 0 and done.attempted > 0
