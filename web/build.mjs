// Builds the scripts of the pages into the sources of the command: node build.mjs [FOLDER]
import { build } from "esbuild";
import { writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? path.join(here, "../src/write/review/page");
await mkdir(out, { recursive: true });
for (const name of ["review", "index"]) {
  const { outputFiles } = await build({
    entryPoints: [path.join(here, `src/${name}.ts`)],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  // The page's own tags must not end within the script.
  const text = outputFiles[0].text.replaceAll("</", "<\\/").replaceAll("<!--", "<\\!--");
  await writeFile(path.join(out, `${name}.js`), text);
}
