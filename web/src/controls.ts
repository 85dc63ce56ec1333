// The buttons and the field in which a verdict and a remark are given.

import type { Id } from "./data";
import { h } from "./dom";
import { CONCLUSIONS, setVerdict, verdictOf } from "./verdicts";
import { say, type Word } from "./words";

const NAMES: Word[] = ["pass", "reject", "hold"];

export function verdictControls(id: Id): HTMLElement {
  const group = h("div", { class: "verdict", role: "group", "aria-label": say("verdict") });
  const buttons = CONCLUSIONS.map((conclusion, n) =>
    h(
      "button",
      {
        type: "button",
        class: `v${n}`,
        "data-conclusion": conclusion,
        click: (event) => {
          event.stopPropagation();
          setVerdict(id, { conclusion: verdictOf(id).conclusion === conclusion ? null : conclusion });
          refresh();
        },
      },
      say(NAMES[n]!),
    ),
  );
  const remark = h("input", {
    type: "text",
    class: "remark",
    placeholder: say("remark"),
    "aria-label": say("remark"),
    click: (event) => event.stopPropagation(),
    input: () => setVerdict(id, { opinion: remark.value.trim() }),
  });
  function refresh(): void {
    const verdict = verdictOf(id);
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.conclusion === verdict.conclusion));
    }
    if (document.activeElement !== remark) remark.value = verdict.opinion ?? "";
  }
  group.append(...buttons, remark);
  group.addEventListener("refresh", refresh);
  refresh();
  return group;
}

export function refreshControls(): void {
  for (const group of document.querySelectorAll(".verdict")) group.dispatchEvent(new Event("refresh"));
}
