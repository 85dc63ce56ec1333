#!/usr/bin/env python3
"""One-place changes of fifteen kinds in forms of different departments: plant.py JIXIAO [--seed N] [--each N] [--floor SHARE] [--show].

The forms are those of tests/cases/labelled. Each is read, one place of it is changed in the document, and what `jixiao check` says of
the changed document and not of the original must name the change at its place.
"""
import argparse, copy, importlib.util, json, pathlib, random, subprocess, sys, tempfile
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
LABELLED = HERE.parents[1] / "cases/labelled"
spec = importlib.util.spec_from_file_location("score", LABELLED / "score.py")
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)

HIGH = ("合格率", "覆盖率", "满意度", "及时率", "到位率", "完成率", "发放率", "达标率", "保障率", "执行率")
# What is often mistyped: characters of one sound or like shape, beyond the tables of the program.
SLIPS = {"收": "牧", "料": "科", "标": "旅", "援": "授", "训": "川", "导": "寻", "完": "玩", "成": "城", "务": "物", "验": "检", "政": "正", "治": "冶",
         "保": "宝", "障": "章", "资": "姿", "金": "今", "建": "健", "设": "没", "程": "成", "度": "渡", "象": "像", "理": "里", "管": "菅", "护": "户",
         "发": "法", "放": "枚", "农": "浓", "村": "忖", "改": "该", "造": "遭", "教": "叫", "育": "玉", "学": "雪", "校": "较", "道": "到", "路": "露"}


def target(raw, operator, value, unit):
    return dict(raw=raw, operator=operator, value=value, unit=unit, kind="qualitative" if value is None else "quantitative")


def typed(i, key="annual_target"):
    t = i.get(key)
    return t if t and t.get("value") is not None else None


def sign_turned(f, p, i):
    t = typed(i)
    if t and t["operator"] == "≥" and i["level3"].endswith(HIGH):
        i["annual_target"] = target("≤" + t["raw"].lstrip("≥"), "≤", t["value"], t["unit"])
        return {"direction-doubtful"}


def unit_swapped(f, p, i):
    t = typed(i)
    if t and i["level3"].endswith(HIGH[:2] + HIGH[3:]) and t["unit"] == "%":
        i["annual_target"] = target(f"{t['operator']}{t['value']}次", t["operator"], t["value"], "次")
        return {"unit-mismatch"}
    if t and i["level3"].endswith(("人数", "数量", "面积", "长度", "里程")) and t["unit"] not in (None, "%"):
        i["annual_target"] = target(f"{t['operator']}{t['value']}%", t["operator"], min(t["value"], 90), "%")
        return {"unit-mismatch"}


def unit_lost(f, p, i):
    t = typed(i)
    if t and t["unit"] and not i["level3"].endswith((")", "）")) and t["value"] and "时间" not in i["level3"] and not any(c.isdigit() for c in i["level3"]):
        i["annual_target"] = target(f"{t['operator'].replace('=', '')}{t['value']}", t["operator"], t["value"], None)
        return {"unit-missing"}


def sign_misread(f, p, i):
    t = typed(i)
    if t and t["unit"] == "%" and 10 <= t["value"] <= 100:
        i["annual_target"] = target(f"2{t['value']}%", "=", float(f"2{t['value']}"), "%")
        return {"percent-out-of-range"}


def actual_in_words(f, p, i):
    t = typed(i)
    if f["kind"] == "self_evaluation" and t and typed(i, "actual") and t["value"] and t["unit"] and not (t["unit"] == "%" and t["value"] == 100):
        i["actual"] = target("已按要求落实", None, None, None)
        return {"actual-not-comparable"}


def missed(f, p, i, score_share, reason):
    t = typed(i)
    if f["kind"] != "self_evaluation" or not t or t["operator"] not in ("≥", "=") or not t["value"] or not t["unit"] or not typed(i, "actual"):
        return False
    value = round(t["value"] * 0.6, 2)
    i["actual"] = target(f"{value}{t['unit']}", "=", value, t["unit"])
    if score_share is not None:
        if not i.get("points"):
            return False
        i["score"] = round(i["points"] * score_share, 2)
    i["reason"] = reason
    return True


def missed_with_full_points(f, p, i):
    if missed(f, p, i, 1, "受客观因素影响"):
        return {"score-unearned"}


def missed_without_reason(f, p, i):
    if missed(f, p, i, 0.6, None):
        return {"reason-missing"}


def score_above(f, p, i):
    if f["kind"] == "self_evaluation" and i.get("points"):
        i["score"] = i["points"] + 2
        return {"score-above-points"}


def points_changed(f, p, i):
    if f["kind"] == "self_evaluation" and i.get("points") and sum(j.get("points") or 0 for j in p["indicators"]) in (90, 100):
        i["points"] += 5
        return {"points-total"}


def execution(p):
    e = p.get("execution")
    return e if e and all(e.get(k) for k in ("budget", "spent")) else None


def rate_changed(f, p, i):
    e = execution(p)
    if e and e.get("rate"):
        e["rate"] -= 7
        return {"execution-rate"}


def execution_score_changed(f, p, i):
    e = execution(p)
    if e and e.get("rate") and e.get("points") and e.get("score"):
        e["score"] -= 1.5
        return {"execution-score"}


def goal_emptied(f, p, i):
    if p.get("goal"):
        p["goal"] = None
        return {"goal-missing"}


def value_emptied(f, p, i):
    if i.get("annual_target"):
        i["annual_target"] = None
        return {"indicator-incomplete"}


def class_moved(f, p, i):
    if "满意度" in (i["level3"] or "") and (i.get("level1") or "").startswith("满意度"):
        i["level1"], i["level2"] = "效益指标", "社会效益指标"
        return {"class-doubtful"}


def slip(f, p, i):
    name = i["level3"] or ""
    places = [n for n, c in enumerate(name) if c in SLIPS]
    if len(name) >= 4 and places:
        at = RANDOM.choice(places)
        i["level3"] = name[:at] + SLIPS[name[at]] + name[at + 1:]
        return {"suspected-typo"}


KINDS = [sign_turned, unit_swapped, unit_lost, sign_misread, actual_in_words, missed_with_full_points, missed_without_reason, score_above,
         points_changed, rate_changed, execution_score_changed, goal_emptied, value_emptied, class_moved, slip]
OF_PROJECT = {points_changed, rate_changed, execution_score_changed, goal_emptied}
RANDOM = random.Random()


def run(jixiao, *arguments):
    out = subprocess.run([jixiao, *map(str, arguments)], capture_output=True, text=True)
    if out.returncode not in (0, 1) or not out.stdout and "check" in arguments:
        sys.exit(out.stderr)
    return out.stdout


def said(checked):
    return {(f["code"], f.get("form"), f.get("project"), f.get("indicator")) for f in checked["findings"]}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("jixiao"), args.add_argument("--seed", type=int, default=1), args.add_argument("--each", type=int, default=20)
    args.add_argument("--floor", type=float, default=0), args.add_argument("--show", action="store_true")
    args = args.parse_args()
    RANDOM.seed(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        documents = []
        for half in ("first.txt", "second.txt"):
            for form in list(score.forms((LABELLED / half).read_text(encoding="utf-8"))):
                path = score.written(form, folder)
                out = folder / f"{form['name']}.json"
                run(args.jixiao, "convert", path, "-o", out)
                documents.append((form["name"], json.loads(out.read_text(encoding="utf-8"))))
        before = dict(zip((n for n, _ in documents), map(said, json.loads(run(args.jixiao, "check", "--format", "json",
                      *(folder / f"{n}.json" for n, _ in documents))))))
        planted = []
        for kind in KINDS:
            places = [(name, document, n) for name, document in documents for f in document["forms"] for p in f["projects"]
                      for n in range(len(p["indicators"]))]
            RANDOM.shuffle(places)
            count = 0
            for name, document, n in places:
                if count == args.each:
                    break
                changed = copy.deepcopy(document)
                form = changed["forms"][0]
                project = form["projects"][0]
                codes = kind(form, project, project["indicators"][n])
                place = (0, 0, None if kind in OF_PROJECT else n)
                # Where the same is wrong already nothing new can be said.
                if codes and not any((code, *place) in before[name] for code in codes):
                    path = folder / f"planted-{len(planted)}.json"
                    path.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
                    planted.append((kind, name, n, codes, path, project["indicators"][n]))
                    count += 1
        checked = []
        for at in range(0, len(planted), 50):
            checked += json.loads(run(args.jixiao, "check", "--format", "json", *(p[4] for p in planted[at:at + 50])))
    found, all_ = Counter(), Counter()
    for (kind, name, n, codes, _, indicator), result in zip(planted, checked):
        new = said(result) - before[name]
        where = None if kind in OF_PROJECT else n
        hit = any(code in codes and project == 0 and at == where for code, _, project, at in new)
        all_[kind.__name__] += 1
        found[kind.__name__] += hit
        if args.show and not hit:
            value = (indicator.get("annual_target") or {}).get("raw")
            print(f"  {kind.__name__}: {name} {n} {indicator['level3']} {value}: {sorted(c for c, *_ in new)}")
    for kind in KINDS:
        print(f"{kind.__name__:26} {found[kind.__name__]:3} of {all_[kind.__name__]}")
    share = found.total() / all_.total()
    print(f"planting: {found.total()} of {all_.total()} changes found at their places ({share:.3f}) in {len(documents)} documents")
    sys.exit(share < args.floor)


main()
