// Elements. Text always goes in as text, never as markup.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, attributes, children);
  return element;
}

/** Characters that a browser shows as nothing or turns text around with are shown as a sign. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

export interface Block {
  /** Height in px before it is filled. */
  height: number;
  /** What stands in it. */
  render(into: HTMLElement): void;
  /** Called when it is emptied. */
  release?(): void;
  filled?: boolean;
  element?: HTMLElement;
}

/** A long column of blocks of which only those near to what is seen are in the document. */
export class Blocks {
  private readonly observer: IntersectionObserver;
  private blocks: Block[] = [];
  private readonly byElement = new Map<Element, Block>();

  constructor(
    readonly scroller: HTMLElement,
    readonly list: HTMLElement,
    private readonly fixed = false,
  ) {
    this.observer = new IntersectionObserver((seen) => this.turn(seen), { root: scroller, rootMargin: "900px 0px" });
  }

  show(blocks: Block[]): void {
    this.observer.disconnect();
    this.byElement.clear();
    for (const block of this.blocks) if (block.filled) block.release?.();
    this.blocks = blocks;
    const parts = document.createDocumentFragment();
    for (const block of blocks) {
      block.element ??= h("div", { class: "block" });
      block.filled = false;
      block.element.replaceChildren();
      if (!this.fixed) block.element.style.minHeight = `${block.height}px`;
      this.byElement.set(block.element, block);
      parts.append(block.element);
    }
    this.list.replaceChildren(parts);
    for (const block of blocks) this.observer.observe(block.element!);
  }

  fill(block: Block): void {
    if (block.filled || !block.element) return;
    block.filled = true;
    block.render(block.element);
    if (!this.fixed) block.element.style.minHeight = "";
  }

  private turn(seen: IntersectionObserverEntry[]): void {
    for (const entry of seen) {
      const block = this.byElement.get(entry.target);
      if (!block) continue;
      if (entry.isIntersecting) this.fill(block);
      else if (block.filled && !block.element!.contains(document.activeElement)) {
        if (!this.fixed) block.element!.style.minHeight = `${block.element!.offsetHeight}px`;
        block.release?.();
        block.element!.replaceChildren();
        block.filled = false;
      }
    }
  }
}

/** Scrolls an element into view, if it is not in it, to a third of the height. */
export function reveal(scroller: HTMLElement, element: Element, margin = 60): void {
  const outer = scroller.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (inner.top < outer.top + margin || inner.bottom > outer.bottom - margin) {
    scroller.scrollTop += inner.top - outer.top - Math.max(margin, outer.height / 3 - inner.height / 2);
  }
  if (inner.left < outer.left || inner.right > outer.right) {
    scroller.scrollLeft += inner.left - outer.left - Math.max(8, (outer.width - inner.width) / 2);
  }
}
