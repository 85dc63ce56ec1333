#!/usr/bin/env python3
"""Precision and recall of the checks on forms of other agencies: score.py JIXIAO HALF.txt [--recall R --precision P] [--show].

Writes each form of the file as CSV as agencies export it, runs `jixiao check`, and holds errors and warnings against the labels.
A place is an indicator, or the form as a whole. `code` must be found there, `?code` may be, whatever else is found is wrong.
What is said about the reading of a form is another matter.
"""
import argparse, csv, json, pathlib, re, subprocess, sys, tempfile
from collections import Counter, defaultdict


def forms(text):
    form = None
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("== "):
            head, _, labels = line[3:].partition("|")
            kind, name, title, year, agency = head.split()
            form = dict(kind=kind, name=name, title=title, year=year, agency=agency, labels=labels.split(), rows=[], below=[],
                        total=None, fiscal=None)
            yield form
        elif "=>" in line:
            cells, _, labels = line.rpartition("=>")
            cells = [c.strip() for c in cells.split("|")]
            form["rows"].append((cells, labels.split()))
        else:
            key, _, rest = line.partition(" ")
            form[key] = [c.strip() for c in rest.split("|")] if key not in ("project", "goal") else rest



def sheet(form):
    """The rows of the form as a national form has them."""
    yield [form["title"]]
    yield [f"（{form['year']}年度）"]
    yield ["项目名称", "", form["project"]]
    yield ["主管部门", "", form["agency"], "", "实施单位", form["agency"]]
    if form["kind"] == "self":
        funds = form["funds"] + [""] * 6
        yield ["项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
        yield ["", "年度资金总额", "", *funds[:6]]
        fiscal = (form["fiscal"] or ["", "", ""]) + [""] * 3
        yield ["", "其中：当年财政拨款", "", *fiscal[:3], "—", "", "—"]
        yield ["年度总体目标", "预期目标", "", "", "", "实际完成情况"]
        yield ["", form["goal"], "", "", "", form["goal"]]
        yield ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
        for cells, _ in form["rows"]:
            cells = cells + [""] * (8 - len(cells))
            yield ["", *cells[:8]]
        if form["total"]:
            yield ["总分", "", "", "", "", "", *form["total"]]
        if form["below"]:
            yield [form["below"][0], form["below"][1]]
    else:
        yield ["项目资金（万元）", "", "年度资金总额：", form["funds"][0]]
        yield ["", "", "其中：财政拨款", form["funds"][1]]
        yield ["年度总体目标", "", form["goal"]]
        yield ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值"]
        for cells, _ in form["rows"]:
            yield ["", *(cells + [""] * 4)[:4]]


def written(form, folder):
    """The form as a CSV file in the folder."""
    path = pathlib.Path(folder) / f"{form['name']}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        width = 9 if form["kind"] == "self" else 5
        csv.writer(file).writerows([(r + [""] * width)[:width] for r in sheet(form)])
    return path


def found_in(jixiao, form, folder):
    path = written(form, folder)
    out = subprocess.run([jixiao, "check", "--format", "json", str(path)], capture_output=True, text=True)
    try:
        checked = json.loads(out.stdout)[0]
    except (json.JSONDecodeError, IndexError):
        sys.exit(f"{form['name']}: {out.stderr}")
    found = defaultdict(set)
    for f in checked["findings"]:
        if f["severity"] != "info" and f.get("topic") == "substance":
            found[f.get("indicator")].add(f["code"])
    return found


def main():
    args = argparse.ArgumentParser()
    args.add_argument("jixiao"), args.add_argument("half", type=pathlib.Path)
    args.add_argument("--recall", type=float, default=0), args.add_argument("--precision", type=float, default=0)
    args.add_argument("--show", action="store_true")
    args = args.parse_args()
    right, wrong, missed, places = Counter(), Counter(), Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        for form in list(forms(args.half.read_text(encoding="utf-8"))):
            found = found_in(args.jixiao, form, folder)
            named = [(None, form["labels"], form["name"])]
            named += [(n, labels, cells[2]) for n, (cells, labels) in enumerate(form["rows"])]
            for key, labels, name in named:
                places += 1
                must = {l for l in labels if not l.startswith("?")}
                may = must | {l[1:] for l in labels if l.startswith("?")}
                got = found.pop(key, set())
                right.update(got & must), wrong.update(got - may), missed.update(must - got)
                if args.show and (got - may or must - got):
                    print(f"  {form['name']} {name}: wrong {sorted(got - may)}, missed {sorted(must - got)}")
            for key, codes in found.items():
                wrong.update(codes)
                if args.show:
                    print(f"  {form['name']}: beyond its indicators {key} {sorted(codes)}")
    for code in sorted(right | wrong | missed):
        r, w, m = right[code], wrong[code], missed[code]
        share = lambda a, b: f"{a / (a + b):.2f}" if a + b else "   –"
        print(f"{code:26} found {r:3}  wrong {w:3}  missed {m:3}  precision {share(r, w)}  recall {share(r, m)}")
    r, w, m = right.total(), wrong.total(), missed.total()
    precision, recall = r / max(r + w, 1), r / max(r + m, 1)
    print(f"{args.half.stem}: {places} places, precision {precision:.3f}, recall {recall:.3f}")
    sys.exit(precision < args.precision or recall < args.recall)


if __name__ == "__main__":
    main()
