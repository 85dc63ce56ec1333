"""What the tests of Spark and Ray, and the measurement of both, have in common: a folder of files, some of them damaged.

usage: python tests/engines.py spark|ray|command FILES [DAMAGED]     measures a conversion, without the engine's start
"""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

from conftest import CORPUS, ROOT

ENDS, HANGS = "ends-its-worker.html", "outlasts-its-limit.html"
#: Seconds that a document may take.
LIMIT = 5.0


def fill(folder: pathlib.Path, count: int, damaged: int, seams: bool) -> None:
    """So many distinct files, so many of them damaged; two at whose names a worker ends or hangs where a test asks for it."""
    sources = sorted(CORPUS.glob("digital/*/input.pdf")) or sorted(ROOT.glob("samples/*/input.pdf"))
    for number in range(count - (2 if seams else 0)):
        data = sources[number % len(sources)].read_bytes()
        if number < damaged:
            # As files get damaged on their way: cut off, filled with zeros, of another kind.
            cut = zlib.crc32(str(number).encode()) % len(data)
            # Not empty: Spark leaves files without a byte out.
            data = [data[: cut // 2] or b"%", b"\n", b"\0" * 1000, bytes(range(256)) * 8][number % 4]
            name = f"damaged-{number:05}.pdf"
        else:
            # A comment behind the end makes files of the same content distinct.
            data += b"\n%% %d\n" % number
            name = f"good-{number:05}.pdf"
        (folder / name).write_bytes(data)
    if seams:
        page = "<table><tr><td>项目名称<td>一级指标<td>三级指标<td>指标值</tr><tr><td>甲<td>产出指标<td>数量<td>≥1台</tr></table>"
        for name in (ENDS, HANGS):
            (folder / name).write_text(page, encoding="utf-8")


def environment() -> None:
    """The seam, before an engine starts its processes."""
    os.environ["JIXIAO_TEST_WORKER_ENDS"] = ENDS
    os.environ["JIXIAO_TEST_WORKER_HANGS"] = HANGS


def spark_session() -> object:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").appName("jixiao").config("spark.ui.enabled", "false")
    return builder.config("spark.driver.memory", "2g").config("spark.task.maxFailures", "1").getOrCreate()


def measure(engine: str, folder: pathlib.Path) -> float:
    """Seconds of a conversion of all files of a folder."""
    if engine == "command":
        out = tempfile.mkdtemp()
        command = os.environ.get("JIXIAO", str(ROOT / "target" / "debug" / "jixiao"))
        start = time.monotonic()
        asked = [command, "convert", str(folder), "-o", out, "--format", "json", "--jobs", "2"]
        subprocess.run(asked, capture_output=True, check=False)
        took = time.monotonic() - start
        shutil.rmtree(out)
        return took
    if engine == "spark":
        from jixiao import spark as jx

        session = spark_session()
        start = time.monotonic()
        rows = jx.convert(jx.files(session, str(folder))).select("error_code").collect()
    else:
        import ray
        from jixiao import ray as jr

        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
        start = time.monotonic()
        rows = jr.convert(jr.files(str(folder))).select_columns(["error_code"]).take_all()
    took = time.monotonic() - start
    print(f"{engine}: {len(rows)} rows in {took:.1f} s")
    return took


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        fill(pathlib.Path(scratch), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0, False)
        print(f"{sys.argv[1]} {sys.argv[2]} files: {measure(sys.argv[1], pathlib.Path(scratch)):.1f} s")
