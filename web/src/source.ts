// The original: pages, lines or sheets, with what is chosen marked on it.

import { data, type Spot } from "./data";
import { Blocks, h, reveal, visible, type Block } from "./dom";
import { pageBlocks, markPage, setScale, pageAt } from "./pages";
import { say } from "./words";

const LINES_TOGETHER = 100;
const ROWS_TOGETHER = 60;
const LINE_HEIGHT = 24;

const scroller = h("div", { class: "scroller", tabindex: 0, role: "region" });
const list = h("div", { class: "source" });
scroller.append(list);
const paged = data.pages.length > 0;
const blocks = new Blocks(scroller, list, paged);
let all: Block[] = [];
let chosen: Spot[] = [];
let widest = 0;
let fitted = true;
let scale = 1;

export function sourceElement(): HTMLElement {
  scroller.setAttribute("aria-label", say("original"));
  return scroller;
}

export function showSource(): void {
  if (paged) all = pageBlocks();
  else if (data.lines.length) all = lineBlocks();
  else all = sheetBlocks();
  if (!all.length) list.append(h("p", { class: "empty" }, say("noSource")));
  else blocks.show(all);
  list.classList.toggle("flow", !paged && data.sheets.length === 0);
  widest = Math.max(1, ...data.pages.map((page) => page.width));
  if (paged) {
    new ResizeObserver(() => fitted && fit()).observe(scroller);
    fit();
  }
  mark(chosen, false);
}

/** Zooms by a factor, keeping what is in the middle. */
export function zoom(factor: number): void {
  fitted = false;
  rescale(scale * factor);
}
export function fit(): void {
  fitted = true;
  rescale((scroller.clientWidth - 24) / widest);
}
function rescale(to: number): void {
  const before = scale;
  scale = Math.min(6, Math.max(0.2, to));
  const middle = scroller.scrollTop + scroller.clientHeight / 2;
  if (paged) setScale(list, scale);
  else list.style.fontSize = `${Math.round(scale * 100)}%`;
  scroller.scrollTop = (middle * scale) / before - scroller.clientHeight / 2;
}
export const scaleNow = (): number => scale;
export const pageNow = (): number => (paged ? pageAt(scroller) : 0);

/** Marks spots, and scrolls to the first of them. */
export function mark(spots: Spot[], scroll = true): void {
  chosen = spots;
  for (const element of list.querySelectorAll(".chosen")) element.classList.remove("chosen");
  if (paged) {
    for (const [n, block] of all.entries()) if (block.filled) markPage(n + 1, block.element!, chosen);
    const first = spots[0];
    const number = first?.page ?? first?.pages?.[0];
    const block = number ? all[number - 1] : undefined;
    if (!scroll || !block) return;
    blocks.fill(block);
    markPage(number!, block.element!, chosen);
    reveal(scroller, block.element!.querySelector(".mark") ?? block.element!);
    return;
  }
  for (const block of all) if (block.filled) markTexts(block.element!);
  const first = spots[0];
  const block = scroll && first ? all.find((b) => holds(b, first)) : undefined;
  if (!block) return;
  blocks.fill(block);
  markTexts(block.element!);
  reveal(scroller, block.element!.querySelector(".chosen") ?? block.element!);
}
export const chosenSpots = (): Spot[] => chosen;

interface TextBlock extends Block {
  lines?: [number, number];
  sheet?: string;
  rows?: [number, number];
}

const rowOfCell = (cell: string): number => Number(cell.replace(/^[A-Z]+/, ""));

function holds(block: TextBlock, spot: Spot): boolean {
  const line = spot.line ?? spot.lines?.[0];
  if (line !== undefined) return !!block.lines && block.lines[0] <= line && line <= block.lines[1];
  if (block.sheet !== spot.sheet || !block.rows) return false;
  return !spot.cell || (block.rows[0] <= rowOfCell(spot.cell) && rowOfCell(spot.cell) <= block.rows[1]);
}

function markTexts(element: HTMLElement): void {
  for (const spot of chosen) {
    const [first, last] = spot.lines ?? [spot.line ?? 0, spot.line ?? -1];
    for (const line of element.querySelectorAll<HTMLElement>("[data-line]")) {
      const number = Number(line.dataset.line);
      if (first <= number && number <= last) line.classList.add("chosen");
    }
    if (spot.cell) {
      for (const cell of element.querySelectorAll<HTMLElement>("[data-cell]")) {
        if (cell.dataset.cell === spot.cell && cell.dataset.sheet === spot.sheet) cell.classList.add("chosen");
      }
    }
  }
}

function lineBlocks(): TextBlock[] {
  const owners = new Map<number, string>();
  for (const cell of data.cells) {
    for (const spot of cell.at) {
      const [first, last] = spot.lines ?? [spot.line ?? 0, spot.line ?? -1];
      for (let n = first; n <= last; n++) {
        if (!owners.has(n) || cell.owner === "not-read" || cell.owner === "field") owners.set(n, cell.owner);
      }
    }
  }
  const made: TextBlock[] = [];
  for (let start = 0; start < data.lines.length; start += LINES_TOGETHER) {
    const end = Math.min(start + LINES_TOGETHER, data.lines.length);
    made.push({
      height: (end - start) * LINE_HEIGHT,
      lines: [start + 1, end],
      render(into) {
        for (let n = start; n < end; n++) into.append(lineElement(n + 1, data.lines[n]!, owners.get(n + 1)));
        markTexts(into);
      },
    });
  }
  return made;
}

function lineElement(number: number, text: string, owner?: string): HTMLElement {
  return h(
    "div",
    { class: "line", "data-line": number, "data-owner": owner },
    h("span", { class: "number", "aria-hidden": "true" }, String(number)),
    h("span", { class: "text" }, visible(text)),
  );
}

function address(row: number, col: number): string {
  let letters = "";
  for (let n = col + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters + (row + 1);
}

function sheetBlocks(): TextBlock[] {
  const owners = new Map<string, string>();
  for (const cell of data.cells) {
    for (const spot of cell.at) if (spot.cell) owners.set(`${spot.sheet} ${spot.cell}`, cell.owner);
  }
  const made: TextBlock[] = [];
  for (const sheet of data.sheets) {
    if (sheet.before.length) {
      const lines: [number, number] = [sheet.before[0]![0], sheet.before[sheet.before.length - 1]![0]];
      made.push({
        height: sheet.before.length * LINE_HEIGHT,
        lines,
        render: (into) => {
          for (const [number, text] of sheet.before) into.append(lineElement(number, text));
          markTexts(into);
        },
      });
    }
    if (!sheet.cells.length) continue;
    const rows = new Map<number, typeof sheet.cells>();
    for (const cell of sheet.cells) {
      if (!rows.has(cell[0])) rows.set(cell[0], []);
      rows.get(cell[0])!.push(cell);
    }
    const numbers = [...rows.keys()].sort((a, b) => a - b);
    const columns = Math.min(200, Math.max(...sheet.cells.map((c) => c[1] + c[3])));
    for (let start = 0; start < numbers.length; start += ROWS_TOGETHER) {
      const part = numbers.slice(start, start + ROWS_TOGETHER);
      made.push({
        height: part.length * LINE_HEIGHT * 1.4,
        sheet: sheet.name,
        rows: [part[0]! + 1, part[part.length - 1]! + 1],
        render(into) {
          if (start === 0) into.append(h("h3", {}, visible(sheet.name)));
          into.append(table(sheet.name, part, rows, columns, owners));
          markTexts(into);
        },
      });
    }
  }
  return made;
}

function table(
  sheet: string,
  part: number[],
  rows: Map<number, [number, number, number, number, string][]>,
  columns: number,
  owners: Map<string, string>,
): HTMLElement {
  const body = h("tbody");
  const taken = new Set<string>();
  const last = part[part.length - 1]!;
  for (const row of part) {
    const line = h("tr", {}, h("th", { scope: "row" }, String(row + 1)));
    const cells = new Map(rows.get(row)!.map((cell) => [cell[1], cell]));
    for (let col = 0; col < columns; col++) {
      if (taken.has(`${row} ${col}`)) continue;
      const cell = cells.get(col);
      if (!cell) {
        line.append(h("td"));
        continue;
      }
      const [, , down, across, text] = cell;
      const covered = part.filter((r) => r >= row && r <= Math.min(last, row + down - 1));
      for (const r of covered) for (let c = col; c < col + across; c++) taken.add(`${r} ${c}`);
      const at = address(row, col);
      line.append(
        h(
          "td",
          {
            rowspan: covered.length > 1 ? covered.length : null,
            colspan: across > 1 ? across : null,
            "data-cell": at,
            "data-sheet": sheet,
            "data-owner": owners.get(`${sheet} ${at}`),
          },
          visible(text),
        ),
      );
    }
    body.append(line);
  }
  return h("table", { class: "sheet" }, body);
}

/** The spot under a click on lines or sheets. */
export function spotAt(target: Element): Spot | null {
  const line = target.closest<HTMLElement>("[data-line]");
  if (line) return { line: Number(line.dataset.line) };
  const cell = target.closest<HTMLElement>("[data-cell]");
  return cell ? { sheet: cell.dataset.sheet, cell: cell.dataset.cell } : null;
}
