#!/usr/bin/env python3
"""One cell filled into a template of 100,000 x 12 cells, beside openpyxl and wolfxl: CPU seconds and peak memory, the medians of as
many interleaved runs of each. A run that fails or writes nothing ends the script. Needs `pip install openpyxl wolfxl XlsxWriter`.

    python3 tests/bench/peers.py target/release/jixiao
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

RUNS = 3
PEERS = {
    "openpyxl": "import openpyxl, sys; b = openpyxl.load_workbook(sys.argv[1]); b['表']['B3'] = 'x'; b.save(sys.argv[2])",
    "wolfxl": "import wolfxl, sys; b = wolfxl.load_workbook(sys.argv[1], modify=True); b['表']['B3'] = 'x'; b.save(sys.argv[2])",
}


def make(path):
    import xlsxwriter
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("表")
    for row in range(100_001):
        for column in range(12):
            if row and column % 2:
                sheet.write_number(row, column, row * column / 7)
            else:
                sheet.write_string(row, column, f"第{column}列" if row == 0 else f"指标{row}的第{column}项")
    book.close()


def measured(arguments, out):
    out.unlink(missing_ok=True)
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{arguments}: {status}")
    if not out.is_file() or out.stat().st_size == 0:
        sys.exit(f"{arguments}: nothing written")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    jixiao = sys.argv[1]
    peers = sys.argv[2:] or list(PEERS)
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        template, out, document = at / "t.xlsx", at / "o.xlsx", at / "d.json"
        make(str(template))
        document.write_text('{"schema":"jixiao/1","source":{"name":"a","sha256":"","bytes":0,"media_type":"text/plain","pages":null,'
                            '"producer":null},"forms":[],"findings":[]}')
        commands = {"jixiao": [jixiao, "fill", "--template", template, document, "--set", "表!B3=x", "-o", out]}
        commands |= {name: [sys.executable, "-c", PEERS[name], template, out] for name in peers}
        runs = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                runs[name].append(measured(command, out))
        middle = {name: tuple(map(statistics.median, zip(*each))) for name, each in runs.items()}
        for name, (cpu, memory) in middle.items():
            own = middle["jixiao"]
            print(f"{name:10} {cpu:7.2f} CPU s {memory:7.0f} MB   jixiao / {name}: {own[0] / cpu:.2f} CPU, {own[1] / memory:.2f} memory")


if __name__ == "__main__":
    main()
