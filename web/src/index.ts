// The page over many files: counts, filters, sorting, links to the page of each.

import { h, visible } from "./dom";
import { say, setLanguage, isEnglish, type Word } from "./words";

interface Entry {
  name: string;
  href: string | null;
  forms: number;
  indicators: number;
  errors: number;
  warnings: number;
  infos: number;
  failure: string | null;
}
interface Index {
  language: "zh" | "en";
  files: Entry[];
}
const data: Index = JSON.parse(document.getElementById("data")!.textContent!);
const app = document.getElementById("app")!;
const ROW = 32;
const COLUMNS: [keyof Entry, Word][] = [
  ["name", "name"],
  ["forms", "forms"],
  ["indicators", "indicators"],
  ["errors", "error"],
  ["warnings", "warning"],
  ["infos", "info"],
];
let sorted: keyof Entry = "name";
let down = false;
let shown = data.files;

const body = h("div", { class: "index-rows", role: "rowgroup" });
const scroller = h("div", { class: "scroller index", tabindex: 0 }, body);
const search = h("input", { type: "search", class: "search" });
const state = h("select");
const count = h("span", { class: "progress", role: "status" });
const head = h("div", { class: "index-row index-head", role: "row" });

function refresh(): void {
  const wanted = search.value.trim().toLowerCase();
  shown = data.files.filter((file) => {
    if (wanted && !file.name.toLowerCase().includes(wanted)) return false;
    if (state.value === "failed") return file.failure !== null;
    if (state.value === "error") return file.errors > 0;
    if (state.value === "warning") return file.errors + file.warnings > 0;
    return true;
  });
  shown.sort((a, b) => {
    const [x, y] = [a[sorted] ?? "", b[sorted] ?? ""];
    const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh");
    return down ? -order : order;
  });
  body.style.height = `${shown.length * ROW}px`;
  count.textContent = `${shown.length} / ${data.files.length} ${say("files")}`;
  rows();
}

/** Only the rows that are seen are in the document. */
function rows(): void {
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - 10);
  const last = Math.min(shown.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + 10);
  body.replaceChildren(
    ...shown.slice(first, last).map((file, n) => {
      const name = file.href ? h("a", { href: file.href }, visible(file.name)) : h("span", {}, visible(file.name));
      const cells = COLUMNS.slice(1).map(([key]) => h("span", { class: "number", role: "cell" }, String(file[key])));
      const parts = file.failure ? [h("span", { class: "failure", role: "cell" }, visible(file.failure))] : cells;
      const row = h("div", { class: "index-row", role: "row" }, h("span", { class: "name", role: "cell" }, name), ...parts);
      row.style.top = `${(first + n) * ROW}px`;
      return row;
    }),
  );
}

function draw(): void {
  head.replaceChildren(
    ...COLUMNS.map(([key, word]) =>
      h(
        "span",
        { role: "columnheader", class: key === "name" ? "name" : "number", "aria-sort": sorted === key ? (down ? "descending" : "ascending") : null },
        h("button", { type: "button", click: () => { down = sorted === key ? !down : key !== "name"; sorted = key; draw(); } },
          say(word) + (sorted === key ? (down ? " ↓" : " ↑") : "")),
      ),
    ),
  );
  const chosen = state.value;
  state.replaceChildren(
    ...([["", "all"], ["error", "error"], ["warning", "warning"], ["failed", "failed"]] as [string, Word][]).map(([value, word]) =>
      h("option", { value }, value === "warning" ? `${say("error")}/${say("warning")}` : say(word))),
  );
  state.value = chosen;
  state.setAttribute("aria-label", say("status"));
  search.setAttribute("aria-label", say("search"));
  search.placeholder = say("search");
  scroller.setAttribute("aria-label", say("files"));
  const language = h("button", { type: "button", click: () => { setLanguage(isEnglish() ? "zh" : "en"); draw(); } }, say("language"));
  app.replaceChildren(
    h("header", {}, h("h1", {}, "jixiao"), search, state, count, language),
    h("main", { class: "index-main" }, h("div", { role: "table", class: "index-table", "aria-label": say("files") }, h("div", { role: "rowgroup" }, head), scroller)),
  );
  refresh();
}

setLanguage(data.language);
search.addEventListener("input", refresh);
state.addEventListener("change", refresh);
scroller.addEventListener("scroll", rows);
addEventListener("resize", rows);
draw();
