// Files for the person before the page: one by one, or many as one package.

import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { Output } from "./tasks";

export function download(name: string, parts: BlobPart[], type = "application/octet-stream"): void {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Packages begin in 1980. */
const NO_TIME = new Date(1980, 0, 1);
/** What is packed already. */
const PACKED = /\.(xlsx|xlsm)$/;

/** A package that grows file by file; names that were there before get a number. */
export class Package {
  private readonly chunks: Uint8Array[] = [];
  private readonly names = new Set<string>();
  private failure: Error | null = null;
  private readonly zip = new Zip((error, chunk) => {
    if (error) this.failure = error;
    else this.chunks.push(chunk);
  });

  get count(): number {
    return this.names.size;
  }

  /** Adds the outputs of one input under the folder it was in. */
  add(folder: string, outputs: Output[]): void {
    for (const { name, bytes } of outputs) {
      const own = this.free(folder + name);
      const file = PACKED.test(own) ? new ZipPassThrough(own) : new ZipDeflate(own, { level: 6 });
      file.mtime = NO_TIME;
      this.zip.add(file);
      file.push(bytes, true);
    }
  }

  private free(name: string): string {
    let own = name;
    for (let number = 2; this.names.has(own.toLowerCase()); number++) own = name.replace(/(\.[^./]*)?$/, `(${number})$1`);
    this.names.add(own.toLowerCase());
    return own;
  }

  finish(name: string): void {
    this.zip.end();
    if (this.failure) throw this.failure;
    download(name, this.chunks as BlobPart[], "application/zip");
  }
}
