// What wasm-bindgen makes of program/src/lib.rs.
declare module "jixiao-program" {
  export interface NamedFile {
    name: string;
    bytes: Uint8Array;
    free(): void;
  }
  export interface Filling {
    summary(): string;
    fill(): Uint8Array;
    free(): void;
  }
  export interface Converted {
    summary(): string;
    files(format: string, stem: string, verdicts?: string): NamedFile[];
    plan(template: Uint8Array): Filling;
    free(): void;
  }
  export function initSync(options: { module: BufferSource }): { memory: WebAssembly.Memory };
  export function convert(name: string, bytes: Uint8Array, settings: string): Converted;
  export function review(name: string, bytes: Uint8Array, settings: string, verdicts?: string): Uint8Array;
  export function last_stop(): number;
}
