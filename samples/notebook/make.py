"""Writes questions.ipynb from questions.py, whose cells begin with `# %%`. With --check it only says whether it is up to date."""

import json
import pathlib
import sys

here = pathlib.Path(__file__).parent


def cells(text: str) -> list[dict]:
    made = []
    for number, cell in enumerate(text.split("# %%")[1:]):
        head, _, body = cell.partition("\n")
        lines = body.strip("\n").splitlines(keepends=True)
        common = {"id": f"cell-{number}", "metadata": {}}
        if "[markdown]" in head:
            words = [line.removeprefix("#").removeprefix(" ") for line in lines]
            made.append({"cell_type": "markdown", **common, "source": words})
        else:
            made.append({"cell_type": "code", **common, "execution_count": None, "outputs": [], "source": lines})
    return made


kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
notebook = {"cells": cells((here / "questions.py").read_text("utf-8")), "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
path = here / "questions.ipynb"
if "--check" in sys.argv:
    sys.exit(0 if path.exists() and path.read_text("utf-8") == text else "python samples/notebook/make.py")
path.write_text(text, "utf-8")
