// What the command wrote into the page (src/write/review/content.rs), and what is looked up in it.

export type Box = [number, number, number, number];
export interface Spot {
  page?: number;
  bbox?: Box;
  pages?: [number, number];
  line?: number;
  lines?: [number, number];
  sheet?: string;
  cell?: string;
}
export interface Place extends Spot {
  also?: Spot[];
}
export interface Field {
  record: string;
  json: string;
  zh: string;
  en: string;
  number: boolean;
}
export type Id = Record<string, number | null>;
export interface Value {
  field: number;
  text: string;
  at: Spot[];
  /** False where the spots are those of its cell or row. */
  exact?: false;
}
export interface Row {
  id: Id;
  kind: string;
  place: Place | null;
  values: Value[];
}
/** What is said of a code, in Chinese and English. */
export interface About {
  rule: string | null;
  name: [string, string];
  advice: [string, string];
}
export interface Finding extends About {
  code: string;
  severity: "error" | "warning" | "info";
  topic?: "reading" | "substance";
  message: string;
  english: string;
  place: Place | null;
  form: number | null;
  project: number | null;
  indicator: number | null;
  quote: string | null;
  suggestion: string | null;
}
export interface Cell {
  form: number;
  owner: string;
  role: string | null;
  at: Spot[];
  text: string;
}
export interface Owner {
  id: string;
  zh: string;
  en: string;
  colour: string;
}
export interface Run {
  bbox: Box;
  turns?: number;
  text: string;
  drawn?: boolean;
}
export interface Page {
  width: number;
  height: number;
  picture: boolean;
  runs: Run[];
  rules: Box[];
}
export interface Sheet {
  name: string;
  cells: [number, number, number, number, string][];
  before: [number, string][];
}
export interface Review {
  conclusion: string | null;
  opinion: string | null;
  [index: string]: unknown;
}
export interface Data {
  program: string;
  language: "zh" | "en";
  source: { name: string; sha256: string; media_type: string; pages: number | null };
  forms: { kind: string; title: string | null; place: Place }[];
  fields: Field[];
  records: Row[];
  findings: Finding[];
  codes: Record<string, About>;
  cells: Cell[];
  owners: Owner[];
  pages: Page[];
  lines: string[];
  sheets: Sheet[];
  font: string | null;
  reviews: Review[];
}

export const data: Data = JSON.parse(document.getElementById("data")!.textContent!);
for (const finding of data.findings) Object.assign(finding, data.codes[finding.code]);

/** The spots of a place, first and further ones. */
export function spotsOf(place: Place | null): Spot[] {
  return place ? [place, ...(place.also ?? [])] : [];
}

/** A record's or a finding's indices as one text. */
export function keyOf(id: Id): string {
  return Object.keys(id)
    .sort()
    .map((name) => `${name}:${id[name] ?? "-"}`)
    .join(" ");
}

export const rowByKey = new Map<string, Row>(data.records.map((row) => [keyOf(row.id), row]));

/** The record a finding is about: its indicator, project or form. */
export function rowOf(finding: Finding): Row | undefined {
  const { form, project, indicator } = finding;
  if (form === null) return undefined;
  if (indicator !== null) return rowByKey.get(keyOf({ form, project, indicator }));
  return rowByKey.get(keyOf(project === null ? { form } : { form, project }));
}

/** Where a finding is shown: its own place, or that of its record. */
export function findingSpots(finding: Finding): Spot[] {
  return spotsOf(finding.place ?? rowOf(finding)?.place ?? null);
}
