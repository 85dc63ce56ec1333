// Verdicts and remarks: kept in the browser, saved to and loaded from a file.

import { data, keyOf, type Id, type Review } from "./data";

export interface Verdict {
  conclusion: string | null;
  opinion: string | null;
}
export const CONCLUSIONS = ["通过", "退回", "待核"] as const;
const SCHEMA = "jixiao-review/1";
const STORE = `jixiao-review:${data.source.sha256}`;
const IDS = ["form", "project", "indicator", "task", "goal", "budget", "subtotal", "finding"];

const verdicts = new Map<string, { id: Id; verdict: Verdict }>();
let storable = true;
let listener: () => void = () => {};

export const onChange = (call: () => void): void => void (listener = call);
export const isStored = (): boolean => storable;
export const count = (): number => verdicts.size;
export const verdictOf = (id: Id): Verdict => verdicts.get(keyOf(id))?.verdict ?? { conclusion: null, opinion: null };

export function setVerdict(id: Id, change: Partial<Verdict>): void {
  put(id, { ...verdictOf(id), ...change });
  keep();
  listener();
}

function put(id: Id, verdict: Verdict): void {
  const clean = { conclusion: verdict.conclusion || null, opinion: verdict.opinion || null };
  if (clean.conclusion === null && clean.opinion === null) verdicts.delete(keyOf(id));
  else verdicts.set(keyOf(id), { id, verdict: clean });
}

/** The file of verdicts, as `convert --review` reads it. */
export function toJson(): string {
  const reviews = [...verdicts.values()].map(({ id, verdict }) => {
    const finding = typeof id.finding === "number" ? data.findings[id.finding] : undefined;
    return { ...id, ...(finding ? { code: finding.code } : {}), ...verdict };
  });
  const { name, sha256 } = data.source;
  return JSON.stringify({ schema: SCHEMA, source: { name, sha256 }, reviews }, null, 2) + "\n";
}

/** What stands in a file of verdicts is taken over; gives the name of the file it belongs to where that is another. */
export function fromJson(text: string): { other: string | null } {
  const file = JSON.parse(text) as { schema?: string; source?: { name?: string; sha256?: string }; reviews?: Review[] };
  if (file?.schema !== SCHEMA || !Array.isArray(file.reviews)) throw new Error("schema");
  take(file.reviews);
  keep();
  listener();
  return { other: file.source?.sha256 === data.source.sha256 ? null : (file.source?.name ?? "?") };
}

function take(reviews: Review[]): void {
  for (const review of reviews) {
    const id: Id = {};
    for (const name of IDS) if (typeof review[name] === "number") id[name] = review[name] as number;
    if (review.project === null && typeof review.indicator === "number") id.project = null;
    const text = (value: unknown) => (typeof value === "string" ? value : null);
    put(id, { conclusion: text(review.conclusion), opinion: text(review.opinion) });
  }
}

function keep(): void {
  try {
    localStorage.setItem(STORE, toJson());
    storable = true;
  } catch {
    storable = false;
  }
}

export function start(): void {
  take(data.reviews);
  try {
    const kept = localStorage.getItem(STORE);
    if (kept !== null) fromJson(kept);
    localStorage.setItem(STORE, toJson());
  } catch {
    storable = false;
  }
}
