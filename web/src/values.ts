// What was read, as tables: of each form its head, its other records, its projects with their indicators.

import { data, keyOf, type Row, type Value } from "./data";
import { verdictControls } from "./controls";
import { Blocks, h, reveal, visible, type Block } from "./dom";
import { rowMatches } from "./filters";
import { isEnglish, say, type Word } from "./words";

const TOGETHER = 25;
const ROW = 44;

interface RowsBlock extends Block {
  keys: Set<string>;
}

export class ValueTables {
  readonly scroller = h("div", { class: "scroller values" });
  private readonly list = h("div");
  private readonly blocks = new Blocks(this.scroller, this.list);
  private parts: RowsBlock[] = [];
  private chosen: { row: string; field: number | null } | null = null;
  /** The indicators and projects that are shown, in their order. */
  order: Row[] = [];

  constructor(private readonly choose: (row: Row, value: Value | null) => void) {
    this.scroller.append(this.list);
    this.scroller.addEventListener("click", (event) => this.click(event));
    this.scroller.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.target as Element).matches("td,th")) this.click(event);
    });
  }

  refresh(): void {
    this.parts = [];
    this.order = [];
    for (const [number, head] of data.forms.entries()) {
      const rows = data.records.filter((row) => row.id.form === number && rowMatches(row));
      if (!rows.length) continue;
      const own = rows.filter((row) => row.kind === "form");
      this.add([], (into) => into.append(h("h2", {}, `${number + 1}. ${visible(head.title ?? head.kind)}`)), ROW);
      for (const row of own) this.pairs(row);
      for (const kind of ["budget", "task", "subtotal"] as const) this.tables(rows.filter((row) => row.kind === kind), kind);
      this.tables(rows.filter((row) => row.kind === "indicator" && row.id.project == null), "indicators");
      const byProject = new Map<number, Row[]>();
      for (const row of rows) {
        const project = row.id.project;
        if (typeof project !== "number") continue;
        if (!byProject.has(project)) byProject.set(project, []);
        byProject.get(project)!.push(row);
      }
      for (const all of byProject.values()) {
        const project = all.find((row) => row.kind === "project");
        if (project) this.pairs(project);
        this.tables(all.filter((row) => row.kind === "indicator"), null);
      }
    }
    this.scroller.setAttribute("aria-label", say("values"));
    this.blocks.show(this.parts);
    if (!this.parts.length) this.list.replaceChildren(h("p", { class: "empty" }, say("nothing")));
  }

  private add(rows: Row[], render: (into: HTMLElement) => void, height: number): void {
    const keys = new Set(rows.map((row) => keyOf(row.id)));
    this.parts.push({ height, keys, render: (into) => { render(into); this.paint(into); } });
    this.order.push(...rows);
  }

  /** A record as a list of names and values. */
  private pairs(row: Row): void {
    const name = row.kind === "project" ? row.values.find((v) => data.fields[v.field]!.json === "name") : undefined;
    this.add(
      [row],
      (into) => {
        const body = h("tbody");
        for (const value of row.values) {
          if (value === name) continue;
          const field = data.fields[value.field]!;
          body.append(h("tr", {}, h("th", { scope: "row" }, isEnglish() ? field.en : field.zh), this.cell(value)));
        }
        const title = name ? h("caption", {}, h("span", { class: "value", "data-field": name.field }, visible(name.text))) : null;
        into.append(h("table", { class: `pairs ${row.kind}`, "data-row": keyOf(row.id) }, title, body));
        if (row.kind === "project") into.append(this.controls(row));
      },
      ROW + row.values.length * 26,
    );
  }

  /** Records of one kind as a table, in parts. */
  private tables(rows: Row[], title: Word | null): void {
    const fields = data.fields.map((_, n) => n).filter((n) => rows.some((row) => row.values.some((v) => v.field === n)));
    for (let start = 0; start < rows.length; start += TOGETHER) {
      const part = rows.slice(start, start + TOGETHER);
      this.add(part, (into) => into.append(this.table(part, fields, start === 0 ? title : null)), ROW * (part.length + 1));
    }
  }

  private table(rows: Row[], fields: number[], title: Word | null): HTMLElement {
    const judged = rows.some((row) => row.kind === "indicator" || row.kind === "task");
    const heads = fields.map((n) => {
      const field = data.fields[n]!;
      return h("th", { scope: "col" }, isEnglish() ? field.en : field.zh);
    });
    if (judged) heads.push(h("th", { scope: "col" }, say("verdict")));
    const body = h("tbody");
    for (const row of rows) {
      const cells: HTMLElement[] = fields.map((n) => {
        const value = row.values.find((v) => v.field === n);
        return value ? this.cell(value) : h("td");
      });
      if (judged) cells.push(h("td", { class: "judge" }, verdictControls(row.id)));
      body.append(h("tr", { "data-row": keyOf(row.id) }, ...cells));
    }
    const caption = title ? h("caption", {}, say(title)) : null;
    return h("div", { class: "wide", tabindex: 0, role: "group", "aria-label": say(title ?? "indicators") },
      h("table", { class: "rows" }, caption, h("thead", {}, h("tr", {}, ...heads)), body));
  }

  private cell(value: Value): HTMLElement {
    const field = data.fields[value.field]!;
    const long = value.text.length > 40 ? " prose" : value.text.length > 6 ? " text" : "";
    const classes = `value${field.number ? " number" : long}${value.exact === false ? " inexact" : ""}`;
    return h("td", { class: classes, "data-field": value.field, tabindex: -1, title: value.exact === false ? say("moved") : null }, visible(value.text));
  }

  private controls(row: Row): HTMLElement {
    return h("div", { class: "judge", "data-row": keyOf(row.id) }, verdictControls(row.id));
  }

  private click(event: Event): void {
    const target = event.target as Element;
    if (target.closest(".verdict") || (getSelection()?.toString() ?? "") !== "") return;
    const key = target.closest<HTMLElement>("[data-row]")?.dataset.row;
    const row = key ? data.records.find((r) => keyOf(r.id) === key) : undefined;
    if (!row) return;
    const field = target.closest<HTMLElement>("[data-field]")?.dataset.field;
    this.choose(row, row.values.find((v) => String(v.field) === field) ?? null);
  }

  mark(row: Row | null, value: Value | null): void {
    this.chosen = row && { row: keyOf(row.id), field: value?.field ?? null };
    for (const element of this.list.querySelectorAll(".on")) element.classList.remove("on");
    if (!row) return;
    const part = this.parts.find((p) => p.keys.has(this.chosen!.row));
    if (!part) return;
    this.blocks.fill(part);
    this.paint(part.element!);
    const at = part.element!.querySelector("td.on, span.on") ?? part.element!.querySelector(".on");
    if (at) reveal(this.scroller, at, 30);
  }

  private paint(into: HTMLElement): void {
    if (!this.chosen) return;
    for (const element of into.querySelectorAll<HTMLElement>("[data-row]")) {
      if (element.dataset.row !== this.chosen.row) continue;
      element.classList.add("on");
      if (this.chosen.field !== null) {
        for (const cell of element.querySelectorAll(`[data-field="${this.chosen.field}"]`)) cell.classList.add("on");
      }
    }
  }

  remark(): HTMLInputElement | null {
    return this.list.querySelector<HTMLInputElement>("[data-row].on .remark, .judge.on .remark");
  }
}
