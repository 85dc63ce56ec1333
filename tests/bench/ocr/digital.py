#!/usr/bin/env python3
"""What reading pictures costs files that hold none: `digital.py JIXIAO MODELS PDF…` converts each with `--ocr off` and `--ocr auto` in
turns and prints the CPU time of the second beside the first (middle of the pairs)."""
import resource
import statistics
import subprocess
import sys
import tempfile

jixiao, models, *pdfs = sys.argv[1:]
TURNS = 15


def cpu(pdf, mode, out):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [jixiao, "convert", pdf, "-o", out, "--force", "--ocr", mode, "--ocr-models", models]
    subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


with tempfile.TemporaryDirectory() as folder:
    out = f"{folder}/out.json"
    sums = {"off": [], "auto": []}
    for turn in range(TURNS):
        for mode in (("off", "auto") if turn % 2 else ("auto", "off")):
            sums[mode].append(sum(cpu(pdf, mode, out) for pdf in pdfs))
    pairs = [auto / off for off, auto in zip(sums["off"], sums["auto"])]
    print(f"CPU with --ocr auto beside off: {statistics.median(pairs):.4f} (pairs {min(pairs):.3f} to {max(pairs):.3f}), "
          f"off {statistics.median(sums['off']) / len(pdfs):.3f} s a file")
