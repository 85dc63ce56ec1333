// TypeScript → one script that may stand in a page.
import { build } from "esbuild";

/** A script with all it needs; `more` are further settings of esbuild. The page's own tags do not end within it. */
export async function bundle(entry, more = {}) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    write: false,
    ...more,
  });
  return outputFiles[0].text.replaceAll("</", "<\\/").replaceAll("<!--", "<\\!--");
}
