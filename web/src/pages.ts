// Pages as pictures with what was found on them; drawn as they come into view.

import { data, findingSpots, type Box, type Page, type Run, type Spot } from "./data";
import { h, svg, visible, type Block } from "./dom";
import { pick, say } from "./words";

/** The part of an em box above the baseline. */
const ASCENT = 0.88;

interface OnPage {
  cells: { box: Box; cell: number }[];
  findings: { top: number; finding: number }[];
}

const onPages: OnPage[] = data.pages.map(() => ({ cells: [], findings: [] }));
for (const [n, cell] of data.cells.entries()) {
  for (const spot of cell.at) if (spot.page && spot.bbox) onPages[spot.page - 1]?.cells.push({ box: spot.bbox, cell: n });
}
for (const [n, finding] of data.findings.entries()) {
  const spot = findingSpots(finding)[0];
  if (spot?.page && spot.bbox) onPages[spot.page - 1]?.findings.push({ top: spot.bbox[1], finding: n });
}
const colours = new Map(data.owners.map((owner) => [owner.id, owner]));

export function setScale(list: HTMLElement, scale: number): void {
  list.style.setProperty("--scale", String(scale));
}

/** The number of the page at the upper third of what is seen. */
export function pageAt(scroller: HTMLElement): number {
  const line = scroller.getBoundingClientRect().top + scroller.clientHeight / 3;
  const pages = [...scroller.querySelectorAll(".block")];
  let [low, high] = [0, pages.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pages[middle]!.getBoundingClientRect().top <= line) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

export function pageBlocks(): Block[] {
  return data.pages.map((page, n) => {
    let url: string | null = null;
    const element = h("div", { class: "block page", "data-page": n + 1 });
    element.style.setProperty("--w", String(page.width));
    element.style.setProperty("--h", String(page.height));
    return {
      height: 0,
      element,
      render(into) {
        if (page.picture) {
          url = pictureUrl(n + 1);
          into.append(h("img", { src: url, alt: `${n + 1}`, draggable: "false" }));
        }
        into.append(layer(page, n + 1), h("span", { class: "folio" }, `${n + 1} / ${data.pages.length}`));
      },
      release() {
        if (url) URL.revokeObjectURL(url);
        url = null;
      },
    };
  });
}

function pictureUrl(number: number): string {
  const text = atob(document.getElementById(`picture-${number}`)?.textContent ?? "");
  const bytes = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n++) bytes[n] = text.charCodeAt(n);
  return URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
}

function layer(page: Page, number: number): SVGElement {
  const root = svg("svg", { viewBox: `0 0 ${page.width} ${page.height}`, "aria-label": `${say("page")} ${number}`, role: "img" });
  for (const rule of page.rules) root.append(rect(rule, { class: "rule" }));
  const on = onPages[number - 1]!;
  for (const { box, cell } of on.cells) {
    const { owner, role, text } = data.cells[cell]!;
    const looks = colours.get(owner);
    const what = pick(looks?.zh ?? owner, looks?.en ?? owner) + (role ? ` “${role}”` : "");
    const title = svg("title", {}, `${what} | ${visible(text)}`);
    const shape = rect(box, { class: "cell", "data-owner": owner, fill: looks?.colour, stroke: looks?.colour });
    shape.append(title);
    root.append(shape);
  }
  for (const run of page.runs) root.append(textElement(run));
  root.append(svg("g", { class: "marks" }));
  for (const { top, finding } of on.findings) {
    const { severity, message, english } = data.findings[finding]!;
    const flag = rect([1, top, 6, top + 10], { class: `flag ${severity}`, "data-finding": finding });
    flag.append(svg("title", {}, visible(pick(message, english))));
    root.append(flag);
  }
  return root;
}

function rect([left, top, right, bottom]: Box, attributes: Record<string, string | number | undefined>): SVGElement {
  return svg("rect", { x: left, y: top, width: Math.max(right - left, 0.1), height: Math.max(bottom - top, 0.1), ...attributes });
}

function textElement(run: Run): SVGElement {
  const [left, top, right, bottom] = run.bbox;
  const [wide, high] = [right - left, bottom - top];
  const turns = run.turns ?? 0;
  const [size, length] = turns % 2 ? [wide, high] : [high, wide];
  const [x, y] = [
    [left, top + ASCENT * high],
    [right - ASCENT * wide, top],
    [right, bottom - ASCENT * high],
    [left + ASCENT * wide, bottom],
  ][turns]!;
  return svg(
    "text",
    {
      x,
      y,
      "font-size": Math.max(size, 0.5).toFixed(2),
      textLength: length.toFixed(2),
      lengthAdjust: "spacingAndGlyphs",
      transform: turns ? `rotate(${turns * 90} ${x} ${y})` : null,
      class: run.drawn ? "drawn" : "hidden",
    },
    visible(run.text),
  );
}

/** Draws the marks of what is chosen on a page that is filled. */
export function markPage(number: number, element: HTMLElement, spots: Spot[]): void {
  const marks = element.querySelector(".marks");
  if (!marks) return;
  marks.replaceChildren();
  for (const spot of spots) {
    if (spot.page !== number || !spot.bbox) continue;
    const [left, top, right, bottom] = spot.bbox;
    const shape = rect([left - 1, top - 1, right + 1, bottom + 1], { class: "mark", rx: 1.5 });
    shape.setAttribute("data-bbox", spot.bbox.join(","));
    marks.append(shape);
  }
}

/** The place on a page that was clicked, in points. */
export function pointOf(event: MouseEvent): { page: number; x: number; y: number } | null {
  const element = (event.target as Element).closest<HTMLElement>(".page");
  if (!element) return null;
  const page = data.pages[Number(element.dataset.page) - 1]!;
  const outer = element.getBoundingClientRect();
  const x = ((event.clientX - outer.left) / outer.width) * page.width;
  const y = ((event.clientY - outer.top) / outer.height) * page.height;
  return { page: Number(element.dataset.page), x, y };
}
