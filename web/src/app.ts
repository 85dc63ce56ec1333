// The whole program in one page: files go in, the list shows what became of them, pages of review and workbooks come out.

import { h, visible } from "./dom";
import { add, again, ask, clear, entries, isWorking, onChange, reasonOf, settings, stemOf, stop, type Entry, type State } from "./entries";
import { chosen, dropped, type Given } from "./dropped";
import { fillTemplate } from "./filling";
import { download, Package } from "./packing";
import type { Format } from "./tasks";
import { word, type AppWord } from "./app-words";
import { isEnglish, say, setLanguage } from "./words";

const app = document.getElementById("app")!;
const ROW = 40;
const rows = h("div", { class: "file-rows", role: "rowgroup" });
const scroller = h("div", { class: "scroller", tabindex: 0, role: "region" });
const search = h("input", { type: "search", class: "search" });
const hint = h("div", { class: "hint" });
const files = h("div", { class: "files" });
const options = h("div", { class: "app-settings", hidden: true });
const progress = h("progress", { max: 1, value: 0 });
const told = h("span", { class: "tell", role: "status" });
const foot = h("footer", { class: "app-foot" });
let shown: Entry[] = [];
let packing = false;

const STATES: Record<State, AppWord> = { waiting: "waiting", working: "working", done: "done", failed: "waiting", stopped: "stopped" };

function tell(text: string): void {
  told.textContent = text;
}

// The list.

function refresh(): void {
  const wanted = search.value.trim().toLowerCase();
  shown = wanted ? entries.filter((entry) => entry.path.toLowerCase().includes(wanted)) : entries;
  hint.hidden = entries.length > 0;
  files.hidden = entries.length === 0;
  rows.style.height = `${shown.length * ROW}px`;
  drawRows();
  const ended = entries.filter((entry) => entry.state === "done" || entry.state === "failed").length;
  const failed = entries.filter((entry) => entry.state === "failed").length;
  progress.max = Math.max(entries.length, 1);
  progress.value = ended;
  progress.setAttribute("aria-label", `${ended}/${entries.length}`);
  if (entries.length && !packing) tell(`${ended}/${entries.length} ${say("files")}${failed ? `，${failed} ${say("failed")}` : ""}`);
  for (const button of foot.querySelectorAll<HTMLButtonElement>("[data-all]")) button.disabled = isWorking() || packing || ended === failed;
  const halt = foot.querySelector<HTMLButtonElement>("#stop");
  if (halt) {
    const stopped = entries.some((entry) => entry.state === "stopped");
    halt.textContent = word(stopped && !isWorking() ? "goOn" : "stop");
    halt.disabled = !isWorking() && !stopped;
  }
}

/** Only the rows that are seen are in the document. */
function drawRows(): void {
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - 8);
  const last = Math.min(shown.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + 8);
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  rows.replaceChildren(...shown.slice(first, last).map((entry, n) => row(entry, first + n)));
  if (focused) rows.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
}

function row(entry: Entry, number: number): HTMLElement {
  const { summary } = entry;
  const name = h("span", { class: "name", role: "cell", title: entry.path }, visible(entry.path));
  const counts = (): HTMLElement[] => {
    const forms = summary ? String(summary.forms.length) : "";
    const numbers = [forms, summary?.indicators, summary?.errors, summary?.warnings, summary?.infos];
    return numbers.map((value) => h("span", { class: "number", role: "cell" }, String(value ?? "")));
  };
  const own = entry.state === "failed" ? [h("span", { class: "failure", role: "cell", title: entry.reason }, visible(entry.reason ?? ""))] : counts();
  const state = entry.state === "failed" ? say("failed") : entry.state === "done" && summary?.forms.length === 0 ? word("noForm") : word(STATES[entry.state]);
  const parts = [name, h("span", { class: "state", role: "cell" }, state), ...own, h("span", { class: "actions", role: "cell" }, ...actions(entry, number))];
  const element = h("div", { class: "file-row", role: "row", "data-state": entry.state }, ...parts);
  element.style.top = `${number * ROW}px`;
  return element;
}

function actions(entry: Entry, number: number): HTMLElement[] {
  const button = (key: string, text: string, click: () => unknown): HTMLElement =>
    h("button", { type: "button", "data-key": `${key}-${number}`, "aria-label": `${text} ${entry.file.name}`, click: () => void click() }, text);
  if (entry.state === "failed" || entry.state === "stopped") return [button("again", word("retry"), () => again((other) => other === entry))];
  if (entry.state !== "done") return [];
  return [
    button("review", word("review"), () => openReview(entry)),
    button("xlsx", word("workbook"), () => save(entry, "xlsx")),
    button("json", "JSON", () => save(entry, "json")),
    button("csv", "CSV", () => save(entry, "csv")),
    button("fill", word("template"), () => fillTemplate(entry)),
  ];
}

// One file.

async function save(entry: Entry, format: Format): Promise<void> {
  try {
    const outputs = await ask(entry, { what: "files", format, stem: stemOf(entry.file.name) });
    const [only] = outputs;
    if (only && outputs.length === 1) return download(only.name, [only.bytes as BlobPart]);
    const together = new Package();
    together.add("", outputs);
    together.finish(`${stemOf(entry.file.name)}.${format}.zip`);
  } catch (error) {
    tell(`${entry.file.name}: ${reasonOf(error)}`);
  }
}

async function openReview(entry: Entry): Promise<void> {
  tell(`${word("working")}: ${entry.file.name}`);
  try {
    const html = await ask(entry, { what: "review" });
    const frame = h("iframe", { title: `${word("review")} ${entry.file.name}` });
    const shade = h("div", { class: "review-frame" });
    const listen = (event: MessageEvent): void => {
      const said = event.data as { verdicts?: unknown } | null;
      if (event.source === frame.contentWindow && typeof said?.verdicts === "string") entry.verdicts = said.verdicts;
    };
    const back = h("button", { type: "button", id: "back", click: () => {
      removeEventListener("message", listen);
      shade.remove();
      refresh();
    } }, word("back"));
    addEventListener("message", listen);
    frame.srcdoc = html;
    shade.append(h("div", { class: "bar" }, back), frame);
    document.body.append(shade);
    back.focus();
    refresh();
  } catch (error) {
    tell(`${entry.file.name}: ${reasonOf(error)}`);
  }
}

// All files.

async function saveAll(format: Format): Promise<void> {
  packing = true;
  refresh();
  const together = new Package();
  const ready = entries.filter((entry) => entry.state === "done");
  let failed = 0;
  for (const [number, entry] of ready.entries()) {
    tell(`${word("packing")} ${number + 1}/${ready.length}`);
    try {
      const folder = entry.path.slice(0, entry.path.length - entry.file.name.length);
      together.add(folder, await ask(entry, { what: "files", format, stem: stemOf(entry.file.name) }));
    } catch {
      failed++;
    }
  }
  packing = false;
  refresh();
  try {
    together.finish(`jixiao-${format}.zip`);
    if (failed) tell(`${failed} ${word("skipped")}`);
  } catch (error) {
    tell(String(error));
  }
}

/** Files of verdicts that pages of review saved go to the files they are about. */
async function takeVerdicts(given: Given[]): Promise<void> {
  let taken = 0;
  for (const { file } of given) {
    const text = await file.text().catch(() => "");
    let source: string | undefined;
    try {
      source = (JSON.parse(text) as { source?: { sha256?: string } }).source?.sha256;
    } catch {
      source = undefined;
    }
    const own = entries.filter((entry) => source && entry.summary?.sha256 === source);
    for (const entry of own) entry.verdicts = text;
    if (own.length === 0) return tell(word("noVerdicts") + file.name);
    taken++;
  }
  tell(`${taken} ${word("verdictsOf")}`);
}

// The frame around them.

function chooser(take: (given: Given[]) => unknown, attributes: Record<string, string | boolean>): HTMLInputElement {
  const input = h("input", { type: "file", multiple: true, hidden: true, ...attributes });
  input.addEventListener("change", () => {
    void take(chosen(input.files!));
    input.value = "";
  });
  return input;
}

function setting(name: "vocabulary" | "rules"): HTMLElement {
  const input = h("input", { type: "file", accept: ".toml", id: `own-${name}` });
  input.addEventListener("change", () => void input.files?.[0]?.text().then((text) => {
    settings[name] = text;
    again(() => true);
  }));
  return h("label", {}, word(name), input);
}

function draw(): void {
  const [some, folder] = [chooser(add, { id: "files" }), chooser(add, { id: "folder", webkitdirectory: true })];
  const verdicts = chooser(takeVerdicts, { id: "verdicts", accept: ".json" });
  const button = (text: string, click: () => void, own: Record<string, string> = {}): HTMLElement => h("button", { type: "button", ...own, click }, text);
  const password = h("input", { type: "password", autocomplete: "off", value: settings.password ?? "" });
  password.addEventListener("change", () => {
    settings.password = password.value || null;
    again((entry) => entry.state === "failed");
  });
  const seconds = h("input", { type: "number", min: 1, max: 3600, value: settings.timeout_s });
  seconds.addEventListener("change", () => void (settings.timeout_s = Math.min(3600, Math.max(1, Math.round(Number(seconds.value)) || 60))));
  options.replaceChildren(h("label", {}, word("password"), password), h("label", {}, word("seconds"), seconds), setting("vocabulary"), setting("rules"));
  search.placeholder = say("search");
  search.setAttribute("aria-label", say("search"));
  hint.replaceChildren(h("strong", {}, word("drop")), h("p", {}, word("kinds")), h("p", {}, word("local")));
  const heads = [say("name"), say("status"), say("forms"), say("indicators"), say("error"), say("warning"), say("info"), word("actions")];
  const kinds = ["name", "state", "number", "number", "number", "number", "number", "actions"];
  const head = h("div", { class: "file-row head", role: "row" }, ...heads.map((text, n) => h("span", { class: kinds[n]!, role: "columnheader" }, text)));
  scroller.setAttribute("aria-label", say("name"));
  scroller.replaceChildren(h("div", { role: "table", "aria-label": say("name") }, h("div", { role: "rowgroup", class: "file-heads" }, head), rows));
  files.replaceChildren(scroller);
  const theme = (): void => {
    const dark = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    document.documentElement.dataset.theme = dark === "dark" ? "light" : "dark";
  };
  app.replaceChildren(
    h("header", { class: "app-bar" },
      h("h1", {}, word("title")),
      button(word("addFiles"), () => some.click(), { class: "main" }), some,
      button(word("addFolder"), () => folder.click()), folder,
      button(word("loadVerdicts"), () => verdicts.click()), verdicts,
      button(word("settings"), () => void (options.hidden = !options.hidden)),
      button(word("clear"), clear),
      search,
      button(say("theme"), theme),
      button(say("language"), () => {
        settings.english = !isEnglish();
        setLanguage(settings.english ? "en" : "zh");
        draw();
      }),
    ),
    options,
    h("main", { class: "app-main" }, hint, files),
    foot,
  );
  foot.replaceChildren(
    progress, told, button(word("stop"), () => (isWorking() ? stop() : again((entry) => entry.state === "stopped")), { id: "stop" }),
    button(word("allWorkbooks"), () => void saveAll("xlsx"), { "data-all": "xlsx" }),
    button(word("allJson"), () => void saveAll("json"), { "data-all": "json" }),
    button(word("allCsv"), () => void saveAll("csv"), { "data-all": "csv" }),
  );
  document.title = `jixiao ${word("title")}`;
  refresh();
}

addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("over");
});
addEventListener("dragleave", () => document.body.classList.remove("over"));
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  if (event.dataTransfer) void dropped(event.dataTransfer).then(add);
});
search.addEventListener("input", refresh);
scroller.addEventListener("scroll", drawRows);
addEventListener("resize", drawRows);
onChange(() => requestAnimationFrame(refresh));
setLanguage("zh");
draw();
