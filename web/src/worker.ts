// The program in a thread of its own: takes one task after the other.

import { convert, initSync, last_stop, review } from "jixiao-program";
import type { Answer, Answers, Output, Task } from "./tasks";

let memory: WebAssembly.Memory | null = null;

function work(task: Task): Answers[keyof Answers] {
  const settings = JSON.stringify(task.settings);
  const verdicts = task.verdicts ?? undefined;
  if (task.what === "review") return new TextDecoder().decode(review(task.name, task.bytes, settings, verdicts));
  const converted = convert(task.name, task.bytes, settings);
  try {
    if (task.what === "summary") return JSON.parse(converted.summary());
    if (task.what === "files") {
      return converted.files(task.format, task.stem, verdicts).map((file): Output => {
        const output = { name: file.name, bytes: file.bytes };
        file.free();
        return output;
      });
    }
    const filling = converted.plan(task.template);
    try {
      return task.what === "plan" ? JSON.parse(filling.summary()) : filling.fill();
    } finally {
      filling.free();
    }
  } finally {
    converted.free();
  }
}

function answer(task: Task): Answer {
  try {
    const value = work(task);
    return { value, memory: memory!.buffer.byteLength };
  } catch (error) {
    // The program's own words are strings; all else is its end.
    if (typeof error === "string") return { failure: { said: error } };
    let ended = 0;
    try {
      ended = error instanceof RangeError ? 2 : last_stop();
    } catch {
      // It cannot be asked any more.
    }
    return { failure: { ended } };
  }
}

const own = self as unknown as { onmessage: (event: MessageEvent) => void; postMessage(message: unknown): void };
own.onmessage = (event) => {
  const message = event.data as { program: ArrayBuffer } | Task;
  if ("program" in message) {
    memory = initSync({ module: message.program }).memory;
    own.postMessage("ready");
  } else {
    own.postMessage(answer(message));
  }
};
