// A template: what would go where is shown before anything is written.

import { h, visible } from "./dom";
import { ask, reasonOf, stemOf, type Entry } from "./entries";
import { download } from "./packing";
import type { PlanSummary } from "./tasks";
import { say } from "./words";
import { word } from "./app-words";

/** Rows of the preview at most: what more there is, is counted. */
const MOST_ROWS = 2_000;

export function fillTemplate(entry: Entry): void {
  const body = h("div", { class: "filling-body" });
  const chooser = h("input", { type: "file", accept: ".xlsx,.xlsm", "aria-label": word("chooseTemplate") });
  const dialog = h("dialog", { class: "filling", "aria-label": word("template") },
    h("header", {}, h("h2", {}, `${word("template")}：${visible(entry.file.name)}`), h("button", { type: "button", click: () => dialog.close() }, say("close"))),
    h("label", {}, `${word("chooseTemplate")} `, chooser),
    body,
  );
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    if (file) void show(entry, file, body);
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

async function show(entry: Entry, file: File, body: HTMLElement): Promise<void> {
  body.replaceChildren(h("p", { role: "status" }, word("working")));
  try {
    const template = new Uint8Array(await file.arrayBuffer());
    const plan = await ask(entry, { what: "plan", template });
    body.replaceChildren(...preview(plan), fillButton(entry, file.name, template, plan, body));
  } catch (error) {
    body.replaceChildren(h("p", { class: "failure", role: "alert" }, visible(reasonOf(error))));
  }
}

function fillButton(entry: Entry, name: string, template: Uint8Array, plan: PlanSummary, body: HTMLElement): HTMLElement {
  if (!plan.whole) return h("p", { class: "failure", role: "alert" }, word("notWhole"));
  const fill = async (): Promise<void> => {
    try {
      const bytes = await ask(entry, { what: "fill", template });
      download(`${stemOf(entry.file.name)}-${name}`, [bytes as BlobPart]);
    } catch (error) {
      body.prepend(h("p", { class: "failure", role: "alert" }, visible(reasonOf(error))));
    }
  };
  return h("button", { type: "button", class: "main", id: "fill", click: () => void fill() }, word("fill"));
}

function preview(plan: PlanSummary): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (plan.findings.length) {
    const items = plan.findings.map(([severity, message]) => h("li", { class: severity }, `${say(severity)}：${visible(message)}`));
    parts.push(h("ul", { class: "filling-findings", tabindex: 0, "aria-label": say("findings") }, ...items));
  }
  if (plan.rows.length) {
    const rows = plan.rows.map(([sheet, after, count]) => h("li", {}, `${visible(sheet)}: ${after} ${word("belowRow")} +${count}`));
    parts.push(h("h3", {}, word("willInsert")), h("ul", { tabindex: 0, "aria-label": word("willInsert") }, ...rows));
  }
  const cells = plan.values.slice(0, MOST_ROWS).map((value) => h("tr", {}, ...value.map((text) => h("td", {}, visible(text)))));
  const heads = (["sheet", "cell", "asks", "value"] as const).map((name) => h("th", { scope: "col" }, word(name)));
  const more = plan.values.length > MOST_ROWS ? h("p", {}, `… ${plan.values.length - MOST_ROWS}`) : null;
  parts.push(
    h("h3", {}, `${word("willFill")}: ${plan.values.length}`),
    h("div", { class: "filling-cells", tabindex: 0, role: "region", "aria-label": word("willFill") }, h("table", {}, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...cells)), more),
  );
  return parts;
}
