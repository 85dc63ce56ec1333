"""Where inputs are: samples of the repository, and the corpus where it is there."""

from __future__ import annotations

import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLE = ROOT / "samples" / "project-list" / "input.pdf"
CARD = ROOT / "samples" / "self-evaluation" / "input.pdf"
TEMPLATE = ROOT / "tests" / "cases" / "templates" / "form-per-sheet.xlsx"


def cases() -> list[pathlib.Path]:
    """Every input of the corpus, or every sample. JIXIAO_CASES=N takes N of them, evenly spread."""
    folders = [CORPUS / part for part in ("digital", "text", "wild", "producers")]
    found = sorted(path for folder in folders if folder.is_dir() for path in folder.glob("*/input.*"))
    found += sorted(ROOT.glob("samples/*/input.*"))
    most = int(os.environ.get("JIXIAO_CASES", "0"))
    return found[:: max(1, len(found) // most)] if most else found


@pytest.fixture(scope="session")
def command() -> pathlib.Path:
    """The command: JIXIAO, or the one that cargo built."""
    path = pathlib.Path(os.environ.get("JIXIAO", ROOT / "target" / "debug" / "jixiao"))
    if not path.exists():
        pytest.skip(f"no command at {path}")
    return path
