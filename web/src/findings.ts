// The list of findings.

import { data, type Finding, type Spot } from "./data";
import { verdictControls } from "./controls";
import { Blocks, h, reveal, visible, type Block } from "./dom";
import { filter, matches } from "./filters";
import { isEnglish, pick, say } from "./words";

const TOGETHER = 20;
const HEIGHT = 110;

export class FindingList {
  readonly scroller = h("div", { class: "scroller findings" });
  private readonly list = h("div");
  private readonly blocks = new Blocks(this.scroller, this.list);
  private parts: Block[] = [];
  shown: number[] = [];
  chosen: number | null = null;

  constructor(private readonly choose: (finding: number) => void) {
    this.scroller.append(this.list);
  }

  refresh(): void {
    this.shown = data.findings.map((_, n) => n).filter((n) => matches(data.findings[n]!, n));
    this.parts = [];
    for (let start = 0; start < this.shown.length; start += TOGETHER) {
      const part = this.shown.slice(start, start + TOGETHER);
      this.parts.push({
        height: part.length * HEIGHT,
        render: (into) => into.append(...part.map((n) => this.card(n, data.findings[n]!))),
      });
    }
    this.scroller.setAttribute("aria-label", say("findings"));
    this.blocks.show(this.parts);
    if (!this.parts.length) this.list.replaceChildren(h("p", { class: "empty" }, say("nothing")));
  }

  /** The finding behind or before the chosen one, or the first. */
  neighbour(step: 1 | -1): number | undefined {
    const at = this.chosen === null ? -1 : this.shown.indexOf(this.chosen);
    if (at < 0) return step > 0 ? this.shown[0] : this.shown[this.shown.length - 1];
    return this.shown[at + step];
  }

  mark(finding: number | null): void {
    this.chosen = finding;
    for (const card of this.list.querySelectorAll(".card.on")) {
      card.classList.remove("on");
      card.querySelector(".head")?.removeAttribute("aria-current");
    }
    if (finding === null) return;
    const at = this.shown.indexOf(finding);
    const part = this.parts[Math.floor(at / TOGETHER)];
    if (at < 0 || !part) return;
    this.blocks.fill(part);
    const card = this.card_(finding);
    card?.classList.add("on");
    card?.querySelector(".head")?.setAttribute("aria-current", "true");
    if (card) reveal(this.scroller, card, 8);
  }

  remark(): HTMLInputElement | null {
    return this.chosen === null ? null : (this.card_(this.chosen)?.querySelector("input") ?? null);
  }

  private card_(finding: number): HTMLElement | null {
    return this.list.querySelector<HTMLElement>(`.card[data-finding="${finding}"]`);
  }

  private card(number: number, finding: Finding): HTMLElement {
    const advice = finding.advice[isEnglish() ? 1 : 0];
    const line = (name: string, text: string | null) =>
      text ? h("div", { class: "more" }, h("span", { class: "label" }, name), h("span", {}, visible(text))) : null;
    const card = h(
      "article",
      { class: `card ${finding.severity}`, "data-finding": number, click: () => this.choose(number) },
      h(
        "button",
        { type: "button", class: "head" },
        h("span", { class: "badge" }, say(finding.severity)),
        h("span", { class: "name" }, `${finding.rule ? finding.rule + " " : ""}${pick(finding.name[0], finding.name[1]) || finding.code}`),
        h("span", { class: "where" }, where(finding)),
      ),
      h("p", { class: "message" }, visible(pick(finding.message, finding.english))),
      line(say("quote"), finding.quote),
      line(say("suggestion"), finding.suggestion),
      h("div", { class: "only-on" }, line(say("advice"), advice)),
      verdictControls({ finding: number }),
    );
    if (this.chosen === number) card.classList.add("on");
    return card;
  }
}

function where(finding: Finding): string {
  return finding.place ? spotText(finding.place) : "";
}

export function spotText(spot: Spot): string {
  const range = spot.pages ?? spot.lines;
  const numbers = range ? `${range[0]}–${range[1]}` : String(spot.page ?? spot.line ?? "");
  if (spot.sheet !== undefined) return spot.cell ? `${spot.sheet}!${spot.cell}` : spot.sheet;
  const unit = spot.page !== undefined || spot.pages ? say("page") : say("line");
  return isEnglish() ? `${unit} ${numbers}` : `第${numbers}${unit}`;
}

export const isFiltered = (): boolean => !!(filter.severity || filter.code || filter.topic || filter.verdict || filter.search);
