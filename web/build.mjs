// Builds the scripts of the pages into the sources of the command: node build.mjs [FOLDER]
import { writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? path.join(here, "../src/write/review/page");
await mkdir(out, { recursive: true });
for (const name of ["review", "index"]) {
  await writeFile(path.join(out, `${name}.js`), await bundle(path.join(here, `src/${name}.ts`)));
}
