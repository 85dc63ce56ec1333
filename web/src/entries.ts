// The files the page was given, and what became of them.

import { Failed, run } from "./runner";
import type { Answers, Failure, Format, Settings, Summary, Task } from "./tasks";
import { word } from "./app-words";

export type State = "waiting" | "working" | "done" | "failed" | "stopped";
export interface Entry {
  readonly file: File;
  /** With the folders it was in. */
  readonly path: string;
  state: State;
  summary: Summary | null;
  reason: string | null;
  /** A file of verdicts, as pages of review save them. */
  verdicts: string | null;
}

/** Larger files are not opened: the program may not take that much. */
const MOST_BYTES = 280 * 2 ** 20;

export const entries: Entry[] = [];
export const settings: Settings = { english: false, password: null, vocabulary: null, rules: null, timeout_s: 60 };
let changed: () => void = () => undefined;
export const onChange = (call: () => void): void => void (changed = call);

export function add(files: { file: File; path: string }[]): void {
  const known = new Set(entries.map((entry) => `${entry.path}\n${entry.file.size}\n${entry.file.lastModified}`));
  for (const { file, path } of files) {
    if (known.has(`${path}\n${file.size}\n${file.lastModified}`)) continue;
    entries.push({ file, path, state: "waiting", summary: null, reason: null, verdicts: null });
  }
  changed();
  void work();
}

export function clear(): void {
  entries.length = 0;
  changed();
}

export const isWorking = (): boolean => working;
let working = false;
let stopping = false;

export function stop(): void {
  stopping = true;
  for (const entry of entries) if (entry.state === "waiting") entry.state = "stopped";
  changed();
}

/** Takes up again what was stopped or failed. */
export function again(which: (entry: Entry) => boolean): void {
  for (const entry of entries) if (which(entry) && entry.state !== "working") entry.state = "waiting";
  changed();
  void work();
}

async function work(): Promise<void> {
  if (working) return;
  [working, stopping] = [true, false];
  for (let next = entries.find(isWaiting); next && !stopping; next = entries.find(isWaiting)) {
    next.state = "working";
    changed();
    try {
      next.summary = await ask(next, { what: "summary" });
      [next.state, next.reason] = ["done", null];
    } catch (error) {
      [next.state, next.reason] = ["failed", reasonOf(error)];
    }
    changed();
  }
  working = false;
  changed();
}

const isWaiting = (entry: Entry): boolean => entry.state === "waiting";

class TooLarge extends Error {}
class Unreadable extends Error {}

type Further<W extends Task["what"]> = Omit<Extract<Task, { what: W }>, "name" | "bytes" | "settings" | "verdicts">;

/** Has something done with a file; its bytes are read anew for each, none are kept. */
export async function ask<W extends Task["what"]>(entry: Entry, further: Further<W> & { what: W }): Promise<Answers[W]> {
  if (entry.file.size > MOST_BYTES) throw new TooLarge();
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await entry.file.arrayBuffer());
  } catch {
    throw new Unreadable();
  }
  const task = { ...further, name: entry.file.name, bytes, settings: { ...settings }, verdicts: entry.verdicts };
  return run<W>(task as unknown as Extract<Task, { what: W }>);
}

export function reasonOf(error: unknown): string {
  if (error instanceof TooLarge) return word("tooLarge");
  if (error instanceof Unreadable) return word("unreadable");
  if (error instanceof Failed) return said(error.failure);
  return `${word("noProgram")} (${String(error)})`;
}

function said(failure: Failure): string {
  if ("said" in failure) return failure.said;
  return word(failure.ended === 1 ? "tooSlow" : failure.ended === 2 ? "tooMuch" : "broke");
}

/** The name of a file without its ending. */
export const stemOf = (name: string): string => name.replace(/\.[^.]*$/, "") || name;
export const ENDINGS: readonly Format[] = ["xlsx", "json", "csv"];
