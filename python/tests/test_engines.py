"""Spark and Ray: a row a file, whatever the file is; the documents are those of the package. JIXIAO_FILES says how many files (50)."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator
from typing import Any

import engines
import jixiao
import pytest

FILES = int(os.environ.get("JIXIAO_FILES", "50"))
DAMAGED = max(2, FILES // 20)

engines.environment()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    made = tmp_path_factory.mktemp("files")
    engines.fill(made, FILES, DAMAGED, seams=True)
    return made


def check(converted: list[dict[str, Any]], projects: int, indicators: int, folder: pathlib.Path) -> None:
    """Of rows of converted files, and how many rows their tables have."""
    assert len(converted) == FILES
    by_name = {row["source_name"]: row for row in converted}
    assert len(by_name) == FILES
    assert by_name[engines.ENDS]["error_code"] == "worker-ended"
    assert by_name[engines.HANGS]["error_code"] == "timed-out"
    wanted: dict[str, str | None] = {}
    documents = []
    for path in sorted(folder.iterdir()):
        if path.name in (engines.ENDS, engines.HANGS):
            continue
        try:
            document = jixiao.convert(path)
            documents.append(document)
            wanted[path.name] = None
            assert by_name[path.name]["document"] == document.to_json()
        except jixiao.Error as error:
            wanted[path.name] = error.code
    assert {name: by_name[name]["error_code"] for name in wanted} == wanted
    failed = [name for name, row in by_name.items() if row["error_code"]]
    assert sum(name in (engines.ENDS, engines.HANGS) for name in failed) == 2
    assert (projects, indicators) == (sum(len(d.projects) for d in documents), sum(len(d.indicators) for d in documents))


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    pytest.importorskip("pyspark")
    made: Any = engines.spark_session()
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


def test_spark(session: Any, folder: pathlib.Path) -> None:
    from jixiao import spark as jx

    converted = jx.convert(jx.files(session, str(folder)), timeout=engines.LIMIT).cache()
    rows = [row.asDict(recursive=True) for row in converted.collect()]
    counts = [jx.table(converted, name).count() for name in ("projects", "indicators")]
    check(rows, *counts, folder)
    assert jx.table(converted, "documents").columns[:2] == ["document_sha256", "source_name"]
    tracker = session.sparkContext.statusTracker()
    stages = [tracker.getStageInfo(n) for n in range(50)]
    assert sum(stage.numFailedTasks for stage in stages if stage is not None) == 0
    # Types as the documentation says.
    types = dict(jx.table(converted, "projects").dtypes)
    assert (types["amounts_total"], types["form"], types["first_day"]) == ("decimal(38,8)", "bigint", "date")
    amounts = jx.table(converted, "amounts").groupBy("unit").sum("amount").collect()
    assert amounts


def test_ray(folder: pathlib.Path) -> None:
    ray = pytest.importorskip("ray")
    from jixiao import ray as jx

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        files = jx.files(str(folder))
        converted = jx.convert(files, timeout=engines.LIMIT).materialize()
        counts = [jx.table(converted, name).count() for name in ("projects", "indicators")]
        check(converted.take_all(), *counts, folder)
        assert jx.table(converted, "documents").count() == FILES
    finally:
        ray.shutdown()
