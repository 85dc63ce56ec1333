// What the page and its worker say to each other.

export interface Settings {
  english: boolean;
  password: string | null;
  vocabulary: string | null;
  rules: string | null;
  timeout_s: number;
}
export interface Summary {
  forms: { title: string | null; projects: number; indicators: number }[];
  indicators: number;
  errors: number;
  warnings: number;
  infos: number;
  sha256: string;
}
export interface PlanSummary {
  values: [sheet: string, cell: string, field: string, value: string][];
  rows: [sheet: string, after: number, count: number][];
  findings: [severity: "error" | "warning" | "info", message: string][];
  whole: boolean;
}
export interface Output {
  name: string;
  bytes: Uint8Array;
}
export type Format = "xlsx" | "json" | "csv";
interface Input {
  name: string;
  bytes: Uint8Array;
  settings: Settings;
  verdicts: string | null;
}
export type Task =
  | ({ what: "summary" } & Input)
  | ({ what: "files"; format: Format; stem: string } & Input)
  | ({ what: "review" } & Input)
  | ({ what: "plan"; template: Uint8Array } & Input)
  | ({ what: "fill"; template: Uint8Array } & Input);
export interface Answers {
  summary: Summary;
  files: Output[];
  review: string;
  plan: PlanSummary;
  fill: Uint8Array;
}
/** Why there is no answer: the words of the program, or that it ended (0 it broke, 1 too slow, 2 too large). */
export type Failure = { said: string } | { ended: number };
export type Answer = { value: Answers[keyof Answers]; memory: number } | { failure: Failure };
