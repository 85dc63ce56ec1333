#!/usr/bin/env python3
"""Scores of scans by how they were made: `treatments.py SCORER CASES TOOL`, where CASES is a half that `cases/scans/treat.py` made.

SCORER is the script that scores a corpus (a line a case: its score, its name); TOOL is handed to it.
"""
import collections
import re
import subprocess
import sys

scorer, cases, tool = sys.argv[1:4]
said = subprocess.run([sys.executable, scorer, cases, "--tool", tool, *sys.argv[4:]], capture_output=True, text=True).stdout
print(said)
by = collections.defaultdict(list)
for score, name in re.findall(r"^\s*([01]\.\d{4})\s+(\S+)", said, re.M):
    kind = re.search(r"-(straight|skew|jpeg|turned|noise|photo|light|fax|stamp|broken|small)(-\d+)?$", name)
    if kind:
        by[kind.group(1)].append(float(score))
for kind, scores in sorted(by.items()):
    print(f"{kind:9} {sum(scores) / len(scores):.4f}  of {len(scores)}, worst {min(scores):.4f}")
