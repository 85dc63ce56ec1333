// Hands tasks to the worker one by one; a worker that ends, is too slow or has grown too large is started anew.

import type { Answer, Answers, Failure, Task } from "./tasks";

/** Memory of the program that is kept for the next file, bytes: it never gives any back itself. */
const KEPT = 400 * 2 ** 20;
/** How much longer than its time a task may take before the worker is ended. */
const GRACE_MS = 5_000;

export class Failed extends Error {
  constructor(readonly failure: Failure) {
    super("failed");
  }
}

let program: ArrayBuffer | null = null;
let worker: Promise<Worker> | null = null;
let last: Promise<unknown> = Promise.resolve();

/** The program's bytes, as they stand in the page: packed, in letters. */
async function unpacked(): Promise<ArrayBuffer> {
  if (program) return program;
  const letters = atob(document.getElementById("program")!.textContent!);
  const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  program = await new Response(stream).arrayBuffer();
  return program;
}

async function started(): Promise<Worker> {
  const bytes = await unpacked();
  const script = new Blob([document.getElementById("worker")!.textContent!], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  const fresh = new Worker(address);
  await new Promise<void>((resolve, reject) => {
    fresh.onmessage = () => resolve();
    fresh.onerror = (event) => reject(new Error(event.message));
    fresh.postMessage({ program: bytes });
  });
  URL.revokeObjectURL(address);
  return fresh;
}

function end(): void {
  void worker?.then((old) => old.terminate(), () => undefined);
  worker = null;
}

async function one(task: Task): Promise<Answers[keyof Answers]> {
  worker ??= started();
  const own = await worker.catch((error: unknown) => {
    worker = null;
    throw error;
  });
  const answer = await new Promise<Answer>((resolve) => {
    const timer = setTimeout(() => resolve({ failure: { ended: 1 } }), task.settings.timeout_s * 1000 + GRACE_MS);
    const finish = (result: Answer): void => {
      clearTimeout(timer);
      resolve(result);
    };
    own.onmessage = (event: MessageEvent<Answer>) => finish(event.data);
    own.onerror = (event) => {
      event.preventDefault();
      finish({ failure: { ended: 0 } });
    };
    own.postMessage(task);
  });
  if ("failure" in answer) {
    if ("ended" in answer.failure) end();
    throw new Failed(answer.failure);
  }
  if (answer.memory > KEPT) end();
  return answer.value;
}

/** Has a task done after those that wait. */
export function run<W extends Task["what"]>(task: Extract<Task, { what: W }>): Promise<Answers[W]> {
  const result = last.then(() => one(task));
  last = result.catch(() => undefined);
  return result as Promise<Answers[W]>;
}
