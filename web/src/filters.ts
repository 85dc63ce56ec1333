// Which findings and records are shown.

import { data, keyOf, type Finding, type Row } from "./data";
import { h } from "./dom";
import { verdictOf } from "./verdicts";
import { pick, say, type Word } from "./words";

export const filter = { severity: "", code: "", topic: "", verdict: "", search: "" };

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

export function matches(finding: Finding, index: number): boolean {
  if (filter.severity && finding.severity !== filter.severity) return false;
  if (filter.code && finding.code !== filter.code) return false;
  if (filter.topic && finding.topic !== filter.topic) return false;
  if (filter.verdict) {
    const given = verdictOf({ finding: index }).conclusion;
    if (filter.verdict === "none" ? given !== null : given !== filter.verdict) return false;
  }
  if (!filter.search) return true;
  const all = [finding.message, finding.english, finding.code, finding.quote, finding.suggestion, finding.rule, ...finding.name];
  const wanted = fold(filter.search);
  return all.some((text) => text !== null && fold(text).includes(wanted));
}

const folded = new Map<string, string>();
export function rowMatches(row: Row): boolean {
  if (!filter.search) return true;
  const key = keyOf(row.id);
  let text = folded.get(key);
  if (text === undefined) folded.set(key, (text = fold(row.values.map((value) => value.text).join("\n"))));
  return text.includes(fold(filter.search));
}

function select(name: "severity" | "code" | "topic" | "verdict", label: Word, options: [string, string][], change: () => void) {
  const element = h("select", {
    name,
    "aria-label": say(label),
    change: () => {
      filter[name] = element.value;
      change();
    },
  });
  element.append(h("option", { value: "" }, `${say(label)}：${say("all")}`));
  for (const [value, text] of options) element.append(h("option", { value }, text));
  element.value = filter[name];
  return element;
}

export function filterBar(change: () => void): HTMLElement {
  const counts = new Map<string, number>();
  for (const finding of data.findings) counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
  const severities = (["error", "warning", "info"] as const).map((severity): [string, string] => {
    const count = data.findings.filter((f) => f.severity === severity).length;
    return [severity, `${say(severity)} ${count}`];
  });
  const codes = [...counts].sort().map(([code, count]): [string, string] => {
    const { name, rule } = data.findings.find((f) => f.code === code)!;
    return [code, `${rule ? rule + " " : ""}${pick(name[0] || code, name[1] || code)} ${count}`];
  });
  const topics: [string, string][] = [
    ["reading", say("reading")],
    ["substance", say("substance")],
  ];
  const verdicts: [string, string][] = [
    ["none", say("none")],
    ["通过", say("pass")],
    ["退回", say("reject")],
    ["待核", say("hold")],
  ];
  return h(
    "div",
    { class: "filters" },
    select("severity", "severity", severities, change),
    select("code", "rule", codes, change),
    select("topic", "topic", topics, change),
    select("verdict", "verdict", verdicts, change),
  );
}
