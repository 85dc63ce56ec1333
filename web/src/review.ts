// The page of review: the original on the left, what was read and what was found on the right.

import { refreshControls } from "./controls";
import { data, findingSpots, rowOf, spotsOf, type Box, type Row, type Spot, type Value } from "./data";
import { h, visible } from "./dom";
import { filter, filterBar } from "./filters";
import { FindingList } from "./findings";
import { pointOf } from "./pages";
import { fit, mark, pageNow, showSource, sourceElement, spotAt, zoom } from "./source";
import { ValueTables } from "./values";
import * as verdicts from "./verdicts";
import { HELP, isEnglish, pick, say, setLanguage } from "./words";

type Tab = "findings" | "values";
let tab: Tab = data.findings.length ? "findings" : "values";
let chosenRow: Row | null = null;

const app = document.getElementById("app")!;
const findings = new FindingList(chooseFinding);
const values = new ValueTables(chooseRow);
const notice = h("div", { class: "notice", role: "status", "aria-live": "polite" });
const about = h("div", { class: "about", role: "status", "aria-live": "polite" });
const help = h("dialog", { class: "help" });
const search = h("input", { type: "search", class: "search" });
const progress = h("span", { class: "progress" });
const folio = h("span", { class: "folio-now" });

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`jixiao:${name}`, value);
  } catch {
    // Without a store the choice holds for this visit.
  }
}
function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`jixiao:${name}`);
  } catch {
    return null;
  }
}

function chooseFinding(number: number): void {
  const finding = data.findings[number]!;
  findings.mark(number);
  chosenRow = rowOf(finding) ?? null;
  mark(findingSpots(finding));
  values.mark(chosenRow, null);
  tell("");
}

function chooseRow(row: Row, value: Value | null): void {
  chosenRow = row;
  values.mark(row, value);
  findings.mark(null);
  mark(value ? value.at : spotsOf(row.place));
  tell(value?.exact === false ? say("moved") : "");
}

function chooseNothing(): void {
  findings.mark(null);
  values.mark(null, null);
  chosenRow = null;
  mark([], false);
  tell("");
}

const tell = (text: string): void => void (about.textContent = text);

// From the original to the values.

const area = ([left, top, right, bottom]: Box): number => (right - left) * (bottom - top);

function clickOnPage(event: MouseEvent): void {
  const flag = (event.target as Element).closest<HTMLElement>("[data-finding]");
  if (flag) {
    showTab("findings");
    return chooseFinding(Number(flag.dataset.finding));
  }
  const point = pointOf(event);
  if (!point) return;
  const { page, x, y } = point;
  const inside = (spot: Spot): boolean =>
    spot.page === page && !!spot.bbox && spot.bbox[0] <= x && x <= spot.bbox[2] && spot.bbox[1] <= y && y <= spot.bbox[3];
  let best: { row: Row; value: Value; size: number } | null = null;
  for (const row of data.records) {
    for (const value of row.values) {
      for (const spot of value.at) {
        if (!inside(spot)) continue;
        const size = area(spot.bbox!) * (value.exact === false ? 4 : 1);
        if (!best || size < best.size) best = { row, value, size };
      }
    }
  }
  const cell = data.cells.find((c) => c.at.some(inside));
  if (best) {
    showTab("values");
    chooseRow(best.row, best.value);
  } else if (cell) {
    const owner = data.owners.find((o) => o.id === cell.owner);
    mark(cell.at, false);
    tell(`${pick(owner?.zh ?? "", owner?.en ?? "")}${cell.role ? ` “${cell.role}”` : ""} | ${visible(cell.text)}`);
  }
}

function clickOnText(target: Element): void {
  const spot = spotAt(target);
  if (!spot) return;
  const same = (other: Spot): boolean => {
    if (spot.cell) return other.cell === spot.cell && other.sheet === spot.sheet;
    const [first, last] = other.lines ?? [other.line ?? 0, other.line ?? -1];
    return first <= spot.line! && spot.line! <= last;
  };
  const size = (value: Value): number => value.at.reduce((sum, s) => sum + (s.lines ? s.lines[1] - s.lines[0] + 1 : 1), 0);
  const found = data.records.flatMap((row) => row.values.filter((v) => v.at.some(same)).map((value) => ({ row, value })));
  found.sort((a, b) => size(a.value) - size(b.value));
  if (found[0]) {
    showTab("values");
    chooseRow(found[0].row, found[0].value);
  }
}

// What is shown.

function showTab(next: Tab): void {
  tab = next;
  for (const name of ["findings", "values"] as const) {
    document.getElementById(`tab-${name}`)!.setAttribute("aria-selected", String(name === tab));
    document.getElementById(`tab-${name}`)!.tabIndex = name === tab ? 0 : -1;
    document.getElementById(`panel-${name}`)!.hidden = name !== tab;
  }
}

function refilter(): void {
  findings.refresh();
  values.refresh();
  findings.mark(findings.chosen);
  counts();
}

function counts(): void {
  document.getElementById("tab-findings")!.textContent = `${say("findings")} ${findings.shown.length}/${data.findings.length}`;
  document.getElementById("tab-values")!.textContent = say("values");
  progress.textContent = `${say("done")} ${verdicts.count()}`;
  notice.textContent = verdicts.isStored() ? "" : say("notKept");
  notice.hidden = verdicts.isStored();
}

function step(by: 1 | -1): void {
  if (tab === "findings") {
    const next = findings.neighbour(by);
    if (next !== undefined) chooseFinding(next);
    return;
  }
  const at = chosenRow ? values.order.indexOf(chosenRow) : -1;
  const next = values.order[at < 0 ? 0 : at + by];
  if (next) chooseRow(next, null);
}

function nextOpen(): void {
  if (tab === "findings") {
    const at = findings.chosen === null ? -1 : findings.shown.indexOf(findings.chosen);
    const order = [...findings.shown.slice(at + 1), ...findings.shown.slice(0, at + 1)];
    const next = order.find((n) => verdicts.verdictOf({ finding: n }).conclusion === null);
    if (next !== undefined) chooseFinding(next);
    return;
  }
  const judged = values.order.filter((row) => row.kind === "indicator");
  const at = chosenRow ? judged.indexOf(chosenRow) : -1;
  const next = [...judged.slice(at + 1), ...judged.slice(0, at + 1)].find((r) => verdicts.verdictOf(r.id).conclusion === null);
  if (next) chooseRow(next, null);
}

function judge(conclusion: string | null): void {
  const id = tab === "findings" && findings.chosen !== null ? { finding: findings.chosen } : chosenRow?.id;
  if (!id || (tab === "values" && !["indicator", "project", "task"].includes(chosenRow!.kind))) return;
  verdicts.setVerdict(id, { conclusion });
}

function save(): void {
  const url = URL.createObjectURL(new Blob([verdicts.toJson()], { type: "application/json" }));
  const link = h("a", { href: url, download: `${data.source.name}.review.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  tell(say("saved"));
}

const chooser = h("input", { type: "file", accept: ".json,application/json", hidden: true, "aria-label": say("load") });
chooser.addEventListener("change", async () => {
  const file = chooser.files?.[0];
  chooser.value = "";
  if (!file) return;
  try {
    const { other } = verdicts.fromJson(await file.text());
    tell(other === null ? say("loaded") : say("otherSource") + visible(other));
    refreshControls();
  } catch {
    tell(say("noReview"));
  }
});

function theme(): void {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  remember("theme", document.documentElement.dataset.theme);
}

function tint(): void {
  app.classList.toggle("plain");
  document.getElementById("tint")?.setAttribute("aria-pressed", String(!app.classList.contains("plain")));
}

function keys(event: KeyboardEvent): void {
  const target = event.target as Element;
  if (event.key === "Escape") {
    if (target instanceof HTMLElement) target.blur();
    if (!help.open) chooseNothing();
    return;
  }
  if (target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const actions: Record<string, () => void> = {
    j: () => step(1),
    k: () => step(-1),
    "1": () => showTab("findings"),
    "2": () => showTab("values"),
    "/": () => search.focus(),
    a: () => judge("通过"),
    r: () => judge("退回"),
    w: () => judge("待核"),
    x: () => judge(null),
    u: nextOpen,
    m: () => (tab === "findings" ? findings : values).remark()?.focus(),
    "+": () => zoom(1.25),
    "=": () => zoom(1.25),
    "-": () => zoom(0.8),
    "0": fit,
    t: tint,
    s: save,
    "?": () => help.showModal(),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

// The frame.

function button(label: string, title: string, click: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  return h("button", { type: "button", title, "aria-label": title, click, ...attributes }, label);
}

function header(): HTMLElement {
  const of = (kind: string) => data.records.filter((row) => row.kind === kind).length;
  const facts = [
    `${data.forms.length} ${say("forms")}`,
    `${of("project")} ${say("projects")}`,
    `${of("indicator")} ${say("indicators")}`,
  ];
  search.placeholder = `${say("search")} /`;
  search.setAttribute("aria-label", say("search"));
  return h(
    "header",
    {},
    h("h1", { title: data.source.name }, visible(data.source.name)),
    h("span", { class: "facts" }, facts.join(" · ")),
    search,
    progress,
    button(say("save"), say("save"), save, { class: "main", id: "save" }),
    button(say("load"), say("load"), () => chooser.click()),
    button("◐", say("theme"), theme),
    button(say("language"), say("language"), () => {
      setLanguage(isEnglish() ? "zh" : "en");
      remember("language", isEnglish() ? "en" : "zh");
      draw();
    }),
    button("?", say("help"), () => help.showModal()),
  );
}

function legend(): HTMLElement {
  const used = new Map<string, number>();
  for (const cell of data.cells) used.set(cell.owner, (used.get(cell.owner) ?? 0) + 1);
  const entries = data.owners
    .filter((owner) => used.has(owner.id))
    .map((owner) => {
      const dot = h("i");
      dot.style.background = owner.colour;
      return h("span", { class: "entry" }, dot, `${pick(owner.zh, owner.en)} ${used.get(owner.id)}`);
    });
  return h("div", { class: "legend" }, ...entries);
}

function toolbar(): HTMLElement {
  const notes: string[] = [];
  if (data.font) notes.push(say("otherFont") + data.font);
  if (data.pages.some((page) => page.picture && page.runs.some((run) => run.drawn))) notes.push(say("missingText"));
  if (data.pages.some((page) => !page.picture)) notes.push(say("drawnText"));
  const on = String(!app.classList.contains("plain"));
  return h(
    "div",
    { class: "toolbar" },
    button("−", say("zoomOut"), () => zoom(0.8)),
    button("+", say("zoomIn"), () => zoom(1.25)),
    button("↔", say("fit"), fit, { id: "fit" }),
    button("▦", say("tint"), tint, { id: "tint", "aria-pressed": on }),
    folio,
    legend(),
    notes.length ? h("span", { class: "font-note" }, notes.join("；")) : null,
  );
}

function tabs(): HTMLElement {
  const one = (name: Tab) =>
    h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, click: () => showTab(name) });
  const list = h("div", { role: "tablist", class: "tabs" }, one("findings"), one("values"));
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    showTab(tab === "findings" ? "values" : "findings");
    document.getElementById(`tab-${tab}`)!.focus();
  });
  return list;
}

function panel(name: Tab, ...children: HTMLElement[]): HTMLElement {
  return h("div", { role: "tabpanel", id: `panel-${name}`, class: "panel", "aria-labelledby": `tab-${name}` }, ...children);
}

function splitter(left: HTMLElement): HTMLElement {
  const bar = h("div", { class: "splitter", role: "separator", "aria-orientation": "vertical", tabindex: 0,
    "aria-label": `${say("original")} | ${say("values")}`, "aria-valuenow": 50, "aria-valuemin": 20, "aria-valuemax": 80 });
  const move = (share: number) => {
    const percent = Math.min(80, Math.max(20, share));
    left.style.flexBasis = `${percent}%`;
    bar.setAttribute("aria-valuenow", String(Math.round(percent)));
  };
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    bar.onpointermove = (moved) => move((moved.clientX / innerWidth) * 100);
    bar.onpointerup = () => (bar.onpointermove = null);
  });
  bar.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
    if (by) move(Number(bar.getAttribute("aria-valuenow")) + by);
  });
  return bar;
}

function draw(): void {
  help.replaceChildren(
    h("h2", {}, say("help")),
    h("table", {}, h("tbody", {}, ...HELP.map(([key, zh, en]) => h("tr", {}, h("th", { scope: "row" }, key), h("td", {}, pick(zh, en)))))),
    h("p", {}, `${say("kept")} · ${data.program}`),
    button(say("close"), say("close"), () => help.close()),
  );
  help.setAttribute("aria-label", say("help"));
  chooser.setAttribute("aria-label", say("load"));
  for (const scroller of [findings.scroller, values.scroller]) {
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "region");
  }
  const left = h("section", { class: "left", "aria-label": say("original") }, toolbar(), sourceElement(), about);
  const right = h(
    "section",
    { class: "right", "aria-label": say("values") },
    tabs(),
    panel("findings", filterBar(refilter), findings.scroller),
    panel("values", values.scroller),
  );
  app.replaceChildren(header(), notice, h("main", {}, left, splitter(left), right), help, chooser);
  showTab(tab);
  refilter();
}

setLanguage((remembered("language") as "zh" | "en" | null) ?? data.language);
const look = remembered("theme");
if (look) document.documentElement.dataset.theme = look;
verdicts.start();
verdicts.onChange(() => {
  counts();
  refreshControls();
  // The page of the whole program shows this one in a frame.
  if (parent !== window) parent.postMessage({ verdicts: verdicts.toJson() }, "*");
});
draw();
showSource();
let waiting = 0;
search.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    filter.search = search.value.trim();
    refilter();
  }, 120);
});
const source = sourceElement();
source.addEventListener("click", (event) => {
  if ((getSelection()?.toString() ?? "") !== "") return;
  if (data.pages.length) clickOnPage(event);
  else clickOnText(event.target as Element);
});
source.addEventListener("scroll", () => {
  if (data.pages.length) folio.textContent = `${pageNow()} / ${data.pages.length}`;
});
if (data.pages.length) folio.textContent = `1 / ${data.pages.length}`;
document.addEventListener("keydown", keys);
addEventListener("beforeunload", (event) => {
  if (!verdicts.isStored() && verdicts.count()) event.preventDefault();
});

