"""Threads, forks, interrupts, the interpreter's end, workers that die."""

from __future__ import annotations

import multiprocessing
import os
import pathlib
import signal
import subprocess
import sys
import textwrap
import threading
import time

import jixiao
import pytest
from conftest import CARD, SAMPLE

ENDS, HANGS = "JIXIAO_TEST_WORKER_ENDS", "JIXIAO_TEST_WORKER_HANGS"


def name_and_counts(path: str) -> tuple[str, int]:
    document = jixiao.convert(path)
    return (document.source["name"], len(document.indicators))


def test_sixteen_threads_at_once() -> None:
    wanted = jixiao.convert(SAMPLE).to_json()
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(jixiao.convert(SAMPLE).to_json())) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 16


@pytest.mark.parametrize("method", sorted(multiprocessing.get_all_start_methods()))
def test_processes_of_every_kind(method: str) -> None:
    # This process has worked: one that is forked off it has its memory and none of its threads.
    wanted = name_and_counts(str(SAMPLE))
    jixiao.convert(SAMPLE, isolated=True)
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(name_and_counts, [str(SAMPLE)] * 4).get(timeout=120) == [wanted] * 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_forked_process_has_workers_of_its_own() -> None:
    jixiao.convert(CARD, isolated=True)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if jixiao.convert(CARD, isolated=True).forms and jixiao.tables(SAMPLE) else 2
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert jixiao.convert(CARD, isolated=True).forms


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("isolated", [False, True])
def test_an_interrupt_is_heard_at_once(isolated: bool, tmp_path: pathlib.Path) -> None:
    # A document that takes many times as long as the interrupt may.
    row = "<tr><td>设备购置{n}<td>产出指标<td>采购数量{n}<td>≥{n}台</tr>"
    rows = "".join(row.format(n=n) for n in range(12_000))
    page = f"<table><tr><td>项目名称<td>一级指标<td>三级指标<td>指标值</tr>{rows}</table>".encode()
    if isolated:
        os.environ[HANGS] = "long.html"
    # Ignored in what a shell starts in the background.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    heard = time.monotonic()
    timer = threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT))
    try:
        with pytest.raises(KeyboardInterrupt):
            timer.start()
            while True:
                jixiao.convert(page, name="long.html", isolated=isolated)
        heard = time.monotonic() - heard - 0.5
    finally:
        os.environ.pop(HANGS, None)
        timer.cancel()
        signal.signal(signal.SIGINT, before)
    print(f"heard after {heard:.3f} s")
    assert jixiao.convert(CARD, isolated=isolated).forms


def test_a_worker_that_ends_costs_its_document() -> None:
    os.environ[ENDS] = "ends.pdf"
    try:
        # A new setting has new workers, who see the variable.
        sources = [CARD.read_bytes(), SAMPLE.read_bytes()]
        with pytest.raises(jixiao.WorkerEnded) as raised:
            jixiao.convert(sources[0], name="ends.pdf", isolated=True, timeout=41)
        assert raised.value.code == "worker-ended"
        assert jixiao.convert(sources[1], name="a.pdf", isolated=True, timeout=41).forms
    finally:
        del os.environ[ENDS]


def test_a_worker_that_hangs_is_ended() -> None:
    os.environ[HANGS] = "hangs.pdf"
    try:
        with pytest.raises(jixiao.TimedOut):
            jixiao.convert(CARD.read_bytes(), name="hangs.pdf", isolated=True, timeout=1)
        assert jixiao.convert(CARD.read_bytes(), name="a.pdf", isolated=True, timeout=1.5).forms
    finally:
        del os.environ[HANGS]


def test_one_bad_file_of_many_is_one_failure() -> None:
    sources: list[object] = [CARD, "no such file", b"\0\1", SAMPLE] * 3
    outcomes = list(jixiao.convert_many(sources, jobs=3))  # type: ignore[arg-type]
    kinds = sorted(type(outcome).__name__ for outcome in outcomes)
    assert kinds == ["Document"] * 6 + ["Failure"] * 6
    assert {o.code for o in outcomes if isinstance(o, jixiao.Failure)} == {"not-found", "unknown-format"}
    assert {o.path for o in outcomes if isinstance(o, jixiao.Document)} == {str(CARD), str(SAMPLE)}


def test_many_are_taken_as_there_is_room_and_may_be_left() -> None:
    taken = 0

    def sources() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield CARD

    results = jixiao.convert_many(sources(), jobs=2)  # type: ignore[arg-type]
    assert isinstance(next(results), jixiao.Document)
    results.close()  # type: ignore[attr-defined]
    assert taken < 20
    with pytest.raises(TypeError):
        list(jixiao.convert_many([CARD, 7], jobs=1))  # type: ignore[list-item]


@pytest.mark.parametrize("isolated", [False, True])
def test_the_interpreter_ends_while_threads_work(isolated: bool) -> None:
    code = textwrap.dedent(f"""
        import threading, time, jixiao
        def work():
            while True:
                jixiao.convert({str(SAMPLE)!r}, isolated={isolated})
        for _ in range(4):
            threading.Thread(target=work, daemon=True).start()
        time.sleep(1.0)
        print("end", flush=True)
    """)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "end\n"), done.stderr
    assert "Fatal" not in done.stderr and "panicked" not in done.stderr, done.stderr


def test_no_worker_outlives_the_interpreter() -> None:
    code = f"import jixiao; jixiao.convert({str(CARD)!r}, isolated=True); print(len(jixiao.TABLES))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "9\n"


def test_who_starts_the_worker_by_hand_is_told() -> None:
    done = subprocess.run([sys.executable, "-m", "jixiao"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "python -m jixiao" in done.stderr
