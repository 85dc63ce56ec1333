// Builds the whole program as one page: node build-app.mjs [OUT.html]. Needs cargo with the target wasm32-unknown-unknown, and npm ci.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "./bundle.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(here, "../target/jixiao.html"));
const page = path.join(here, "../src/write/review/page");
const work = mkdtempSync(path.join(tmpdir(), "jixiao-page-"));

const hashed = (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

try {
  const program = path.join(here, "program");
  const target = process.env.CARGO_TARGET_DIR ?? path.join(here, "../target");
  execFileSync("cargo", ["build", "--locked", "--release", "--quiet", "--target", "wasm32-unknown-unknown", "--target-dir", target], { cwd: program, stdio: "inherit" });
  const built = path.join(target, "wasm32-unknown-unknown/release/jixiao_web.wasm");
  const bindgen = path.join(here, "bindgen/Cargo.toml");
  execFileSync("cargo", ["run", "--locked", "--quiet", "--manifest-path", bindgen, "--target-dir", path.join(target, "bindgen"), "--", built, work], { stdio: "inherit" });
  const wasm = gzipSync(readFileSync(path.join(work, "program_bg.wasm")), { level: 9 });
  const app = await bundle(path.join(here, "src/app.ts"));
  const worker = await bundle(path.join(here, "src/worker.ts"), {
    define: { "import.meta.url": '""' },
    alias: { "jixiao-program": path.join(work, "program.js") },
  });
  const review = readFileSync(path.join(page, "review.js"), "utf8");
  const style = readFileSync(path.join(page, "review.css"), "utf8") + readFileSync(path.join(here, "src/app.css"), "utf8");
  // The pages of review are shown in frames, which stand under this policy, too. No address can be asked for anything.
  const policy = [
    "default-src 'none'",
    `script-src ${hashed(app)} ${hashed(review)} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    "style-src 'unsafe-inline'",
    "img-src blob: data:",
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>jixiao 绩效表转换</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>请允许脚本运行。 / Please allow scripts.</noscript>
<script type="text/plain" id="worker">${worker}</script>
<script type="text/plain" id="program">${wasm.toString("base64")}</script>
<script>${app}</script>
</body>
</html>
`;
  writeFileSync(out, html);
  console.log(`${out}: ${(html.length / 2 ** 20).toFixed(1)} MB`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
