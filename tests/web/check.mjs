// Works with the page of the whole program as a person does: node check.mjs PAGE JIXIAO CHROMIUM FOLDER. FOLDER takes what is downloaded.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const require = createRequire(path.join(root, "web/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { unzipSync } = require("fflate");
const [page_file, jixiao, executablePath, folder] = process.argv.slice(2);
const sample = (name) => path.join(root, "samples", name);

const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
const page = await context.newPage();
const wrong = [];
page.on("request", (request) => /^(file|blob|data|about):/.test(request.url()) || wrong.push(`request ${request.url()}`));
page.on("pageerror", (error) => wrong.push(`error ${error.message}`));
page.on("console", (message) => message.type() === "error" && wrong.push(`console ${message.text()}`));
let shots = 0;
const shot = async (name) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: path.join(process.env.SCREENSHOTS, `app-${++shots}-${name}.png`) });
};
const accessible = async (what) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`), [], what);
};
const row = (name) => page.locator(".file-rows .file-row").filter({ has: page.locator(".name", { hasText: name }) });
const saved = async (click, name) => {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), click()]);
  const file = path.join(folder, name ?? download.suggestedFilename());
  await download.saveAs(file);
  return file;
};
const same = (a, b, what) => assert.ok(readFileSync(a).equals(readFileSync(b)), `${what}: not byte for byte the command's`);

// Opened from a file, empty.
await page.goto(pathToFileURL(page_file).href);
await page.locator(".hint").waitFor();
await accessible("empty");
await shot("empty");

// Two files and a broken one.
const broken = path.join(folder, "broken.pdf");
writeFileSync(broken, readFileSync(sample("project-list/input.pdf")).subarray(0, 700));
const list = path.join(folder, "list.pdf");
writeFileSync(list, readFileSync(sample("project-list/input.pdf")));
const text = path.join(folder, "003.txt");
writeFileSync(text, readFileSync(sample("text/003.txt")));
await page.locator("#files").setInputFiles([list, broken, text]);
await row("list.pdf").getByRole("button", { name: /^审核/ }).waitFor({ timeout: 120_000 });
await row("003.txt").getByRole("button", { name: /^审核/ }).waitFor({ timeout: 120_000 });
await row("broken.pdf").locator(".failure").waitFor();
assert.match(await row("broken.pdf").locator(".failure").textContent(), /损坏|不是PDF/);
await shot("done");
await accessible("done");

// A file of more than two gigabytes (of nothing: it takes no room) is refused, and the page goes on.
const huge = path.join(folder, "huge.pdf");
writeFileSync(huge, "%PDF-1.7\n");
truncateSync(huge, 2200 * 2 ** 20);
await page.locator("#files").setInputFiles([huge]);
await row("huge.pdf").locator(".failure").waitFor();
assert.match(await row("huge.pdf").locator(".failure").textContent(), /太大/);

// What comes out is what the command writes.
for (const input of [list, text]) {
  const stem = path.basename(input).replace(/\.[^.]*$/, "");
  for (const format of ["xlsx", "json"]) {
    const own = path.join(folder, `command-${stem}.${format}`);
    execFileSync(jixiao, ["convert", input, "-o", own, "--force"], { stdio: "ignore" });
    const button = format === "xlsx" ? "工作簿" : "JSON";
    const got = await saved(() => row(path.basename(input)).getByRole("button", { name: new RegExp(`^${button}`) }).click());
    assert.equal(path.basename(got), `${stem}.${format}`);
    same(own, got, `${stem}.${format}`);
  }
}

// Its page of review, and a verdict that reaches the workbook.
await row("list.pdf").getByRole("button", { name: /^审核/ }).click();
const frame = page.frameLocator(".review-frame iframe");
await frame.locator(".card").first().waitFor({ timeout: 120_000 });
await shot("review");
await frame.locator("#tab-findings").focus();
await page.keyboard.press("j");
await page.keyboard.press("r");
await frame.locator('.card[data-finding="0"] .v1[aria-pressed="true"]').waitFor();
await page.locator("#back").click();
const judged = await saved(() => row("list.pdf").getByRole("button", { name: /^工作簿/ }).click(), "judged.xlsx");
const reading = execFileSync(jixiao, ["convert", judged, "-o", "-", "--to", "json"], { encoding: "utf8" });
assert.ok(reading.length > 0);
const sheets = Object.values(unzipSync(readFileSync(judged))).map((part) => Buffer.from(part).toString("utf8")).join("\n");
assert.ok(sheets.includes("退回"), "the verdict is in the workbook");

// A template: what would be filled is shown, then written as the command writes it.
const template = path.join(root, "tests/cases/templates/form-per-sheet.xlsx");
const evaluation = path.join(folder, "evaluation.pdf");
writeFileSync(evaluation, readFileSync(sample("self-evaluation/input.pdf")));
await page.locator("#files").setInputFiles([evaluation]);
await row("evaluation.pdf").getByRole("button", { name: /^填模板/ }).click({ timeout: 120_000 });
await page.locator("dialog.filling input[type=file]").setInputFiles(template);
await page.locator("#fill").waitFor({ timeout: 60_000 });
assert.ok((await page.locator(".filling-cells tbody tr").count()) > 10);
await shot("template");
await accessible("template");
const filled = await saved(() => page.locator("#fill").click(), "filled.xlsx");
const own = path.join(folder, "command-filled.xlsx");
execFileSync(jixiao, ["fill", "--template", template, evaluation, "-o", own, "--force"], { stdio: "ignore" });
same(own, filled, "filled template");
await page.locator("dialog.filling").getByRole("button", { name: "关闭" }).click();

// All as one package; the other language.
const zip = await saved(() => page.locator('[data-all="json"]').click());
const parts = unzipSync(readFileSync(zip));
assert.deepEqual(Object.keys(parts).sort(), ["003.json", "evaluation.json", "list.json"]);
assert.ok(Buffer.from(parts["list.json"]).equals(readFileSync(path.join(folder, "command-list.json"))));
await page.getByRole("button", { name: "English" }).click();
assert.match(await row("list.pdf").getByRole("button", { name: /^Review/ }).textContent(), /Review/);
await shot("english");

// MANY files at once: the page answers while they are read.
if (process.env.MANY) {
  const many = Array.from({ length: Number(process.env.MANY) }, (_, n) => path.join(folder, `many-${n}.txt`));
  for (const [n, file] of many.entries()) writeFileSync(file, `${n}\n${readFileSync(text, "utf8")}`);
  await page.locator("#files").setInputFiles(many);
  let slowest = 0;
  while (await page.locator("#stop").isEnabled()) {
    const began = Date.now();
    await page.locator(".app-bar .search").fill(`many-${began % many.length}`);
    assert.ok(await page.locator(".file-rows .file-row").count());
    slowest = Math.max(slowest, Date.now() - began);
    await page.waitForTimeout(1000);
  }
  await page.locator(".app-bar .search").fill("");
  console.log(`many: ${await page.locator("footer [role=status]").textContent()}, slowest answer ${slowest} ms`);
}

// What is named in CASES (a folder), byte for byte.
if (process.env.CASES) {
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("button", { name: "清空" }).click();
  const { readdirSync, statSync } = await import("node:fs");
  const inputs = readdirSync(process.env.CASES).map((name) => path.join(process.env.CASES, name)).filter((file) => statSync(file).isFile());
  await page.locator("#files").setInputFiles(inputs);
  await page.locator("#stop:disabled").waitFor({ timeout: 1_800_000 });
  const got = await saved(() => page.locator('[data-all="json"]').click(), "cases.zip");
  const made = unzipSync(readFileSync(got));
  let [equal, other, missing] = [0, [], []];
  mkdirSync(path.join(folder, "cases"), { recursive: true });
  for (const input of inputs) {
    const stem = path.basename(input).replace(/\.[^.]*$/, "");
    const command = path.join(folder, "cases", `${stem}.json`);
    try {
      execFileSync(jixiao, ["convert", input, "-o", command, "--force", "--ocr", "off"], { stdio: "ignore" });
    } catch {
      // A file without a form exits 1 and is written all the same.
    }
    const here = made[`${stem}.json`];
    if (!existsSync(command) && !here) equal++;
    else if (!here || !existsSync(command)) missing.push(path.basename(input));
    else if (Buffer.from(here).equals(readFileSync(command))) equal++;
    else other.push(path.basename(input));
  }
  console.log(`cases: ${equal} of ${inputs.length} alike; other: ${other.join(" ")}; only one has: ${missing.join(" ")}`);
}

assert.deepEqual(wrong, []);
await browser.close();
console.log("the page of the whole program: done");
