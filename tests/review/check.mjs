// Works with the pages as a person does: node check.mjs FOLDER CHROMIUM. Every claim is asserted; screenshots are left in
// $SCREENSHOTS where that is set.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(path.join(here, "../../web/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [folder, executablePath] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
let shots = 0;

/** A page with a watch on everything that must not happen. */
async function open(name, size = { width: 1280, height: 800 }, context = null) {
  context ??= await browser.newContext({ viewport: size, acceptDownloads: true });
  const page = await context.newPage();
  const wrong = [];
  page.on("request", (request) => /^(file|blob|data):/.test(request.url()) || wrong.push(`request ${request.url()}`));
  page.on("pageerror", (error) => wrong.push(`error ${error.message}`));
  page.on("console", (message) => message.type() === "error" && wrong.push(`console ${message.text()}`));
  page.on("dialog", (dialog) => wrong.push(`dialog ${dialog.message()}`));
  await page.goto(pathToFileURL(path.join(folder, name)).href);
  await page.waitForSelector("main");
  const data = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent));
  return { page, data, context, done: () => assert.deepEqual(wrong, [], name) };
}

async function shot(page, name) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: path.join(process.env.SCREENSHOTS, `${++shots}-${name}.png`) });
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`), [], what);
}

/** The boxes that are marked, as they are seen, in points of their page. */
const marked = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("svg .mark")].map((mark) => {
      const own = mark.closest(".page");
      const [inner, outer] = [mark.getBoundingClientRect(), own.getBoundingClientRect()];
      const scale = Number(own.style.getPropertyValue("--w")) / outer.width;
      const box = [inner.left - outer.left, inner.top - outer.top, inner.right - outer.left, inner.bottom - outer.top];
      return { page: Number(own.dataset.page), box: box.map((v) => v * scale), seen: inner.bottom > 0 && inner.top < innerHeight };
    }),
  );

/** That what is marked is these spots of the JSON, and the first of them is seen. */
async function isMarked(page, spots, what) {
  const boxes = await marked(page);
  const wanted = spots.filter((spot) => spot.bbox);
  assert.ok(boxes.length > 0 && boxes.length <= wanted.length, `${what}: ${boxes.length} boxes`);
  for (const { page: number, box } of boxes) {
    // The mark is drawn a point around the box, and half its line beyond that.
    const near = ({ page: n, bbox }) => n === number && bbox.every((v, i) => Math.abs(v - box[i]) < 2.5);
    assert.ok(wanted.some(near), `${what}: ${JSON.stringify(box)} of ${JSON.stringify(wanted)}`);
  }
  assert.ok(boxes.some((box) => box.seen), `${what}: not in sight`);
}
const spotsOf = (place) => [place, ...(place.also ?? [])];

/** Asks until the answer is yes. Asked from out here: the policy of the page lets nothing in it evaluate a condition again. */
async function until(ask, what) {
  const end = Date.now() + 20_000;
  while (!(await ask())) {
    assert.ok(Date.now() < end, `never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Searches, and waits for the list that answers. */
async function search(page, text, answered) {
  await page.getByRole("searchbox").fill(text);
  await until(answered, `an answer to a search for ${text || "nothing"}`);
}

async function workOnPages() {
  const { page, data, context, done } = await open("list.html");
  await shot(page, "opened");
  await accessible(page, "opened");

  // The keyboard walks through the findings; each marks its place, also over a page break.
  const split = data.findings.findIndex((f) => f.place?.also?.some((spot) => spot.page !== f.place.page));
  for (let n = 0; n <= Math.max(split, 12); n++) {
    await page.keyboard.press("j");
    const on = await page.locator(".card.on").getAttribute("data-finding");
    assert.equal(Number(on), n);
    if (data.findings[n].place?.bbox) await isMarked(page, spotsOf(data.findings[n].place), `finding ${n}`);
  }
  await page.keyboard.press("k");
  await shot(page, "finding");

  // A value marks what is printed; a click there leads back to the value.
  await page.keyboard.press("2");
  const row = data.records.findIndex((r) => r.kind === "indicator" && r.values.some((v) => v.exact !== false && v.at[0]?.page === 2));
  const { id, values } = data.records[row];
  const value = values.find((v) => data.fields[v.field].json === "annual_target") ?? values[values.length - 1];
  const rows = () => page.locator("[data-row]").allTextContents();
  const [all, sought] = [await rows(), values.find((v) => data.fields[v.field].json === "level3").text];
  await search(page, sought, async () => String(await rows()) !== String(all));
  const cell = page.locator(`[data-row] [data-field="${value.field}"]`).filter({ hasText: value.text }).first();
  await cell.click();
  await isMarked(page, value.at, "value");
  await shot(page, "value");
  const found = await rows();
  await search(page, "", async () => String(await rows()) !== String(found));
  await page.keyboard.press("Escape");
  await page.locator('.page[data-page="2"]').scrollIntoViewIfNeeded();
  const [left, top, right, bottom] = value.at[0].bbox;
  const own = await page.locator('.page[data-page="2"]').boundingBox();
  const scale = own.width / data.pages[1].width;
  await page.locator('.page[data-page="2"]').click({ position: { x: ((left + right) / 2) * scale, y: ((top + bottom) / 2) * scale } });
  const chosen = await page.locator("td.on").getAttribute("data-field");
  assert.equal(Number(chosen), value.field);
  const key = Object.keys(id).sort().map((name) => `${name}:${id[name] ?? "-"}`).join(" ");
  assert.equal(await page.locator("tr.on").getAttribute("data-row"), key);
  await accessible(page, "values");

  // Filters and search.
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await page.locator('select[name="severity"]').selectOption("warning");
  const warnings = data.findings.filter((f) => f.severity === "warning").length;
  assert.match(await page.locator("#tab-findings").textContent(), new RegExp(` ${warnings}/${data.findings.length}$`));
  await page.locator('select[name="severity"]').selectOption("");
  await page.locator('select[name="topic"]').selectOption("reading");
  const reading = data.findings.filter((f) => f.topic === "reading").length;
  assert.match(await page.locator("#tab-findings").textContent(), new RegExp(` ${reading}/`));
  await page.locator('select[name="topic"]').selectOption("");
  await page.locator("#tab-findings").focus();
  await page.keyboard.press("/");
  await page.keyboard.type("nothing says this");
  const counted = async (count) => (await page.locator("#tab-findings").textContent()).includes(` ${count}/`);
  await until(() => counted(0), "no finding says this");
  await shot(page, "nothing");
  await search(page, "", () => counted(data.findings.length));
  await page.keyboard.press("Escape");

  // Verdicts are given by keys, kept, saved to a file, there again after a reload, and read from the file.
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await page.keyboard.press("m");
  await page.keyboard.type("请补充");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("2");
  await page.keyboard.press("u");
  await page.keyboard.press("a");
  const indicator = page.locator("tr.on .verdict .v0");
  assert.equal(await indicator.getAttribute("aria-pressed"), "true");
  await shot(page, "judged");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  const saved = path.join(folder, "saved.review.json");
  await download.saveAs(saved);
  const file = JSON.parse(readFileSync(saved, "utf8"));
  assert.equal(file.source.sha256, data.source.sha256);
  const finding = file.reviews.find((r) => r.finding !== undefined);
  assert.equal(finding.conclusion, "退回");
  assert.equal(finding.opinion, "请补充");
  assert.equal(file.reviews.filter((r) => r.indicator !== undefined && r.conclusion === "通过").length, 1);
  await page.reload();
  await page.waitForSelector(".card");
  assert.equal(await page.locator('.card[data-finding="0"] .v1').getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator('.card[data-finding="0"] .remark').inputValue(), "请补充");
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.waitForSelector(".card");
  assert.equal(await page.locator('.card[data-finding="0"] .v1').getAttribute("aria-pressed"), "false");
  await page.locator('input[type="file"]').setInputFiles(saved);
  await page.locator('.card[data-finding="0"] .v1[aria-pressed="true"]').waitFor();

  // Zoom, help, the other language, dark.
  const before = (await page.locator(".page").first().boundingBox()).width;
  await page.locator("#tab-findings").focus();
  await page.keyboard.press("+");
  assert.ok((await page.locator(".page").first().boundingBox()).width > before * 1.2);
  await page.keyboard.press("0");
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog.help").isVisible());
  await shot(page, "help");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "English" }).click();
  assert.match(await page.locator("#tab-findings").textContent(), /^Findings/);
  await page.getByRole("button", { name: "Dark/light" }).click();
  await page.keyboard.press("j");
  await shot(page, "dark");
  await accessible(page, "dark");
  // Text can be selected on the picture.
  const text = await page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector(".page svg"));
    return getSelection().toString();
  });
  assert.ok(text.includes("项目"), "text is selectable");
  done();
  await context.close();
}

/** Where the browser keeps nothing, that is said, and saving works. */
async function workWithoutStore() {
  const context = await browser.newContext({ acceptDownloads: true });
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const { page, done } = await open("evaluation.html", undefined, context);
  assert.ok(await page.locator(".notice").isVisible());
  await page.keyboard.press("2");
  await page.keyboard.press("u");
  await page.locator("tr.on .verdict .v2").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  const file = path.join(folder, "full.review.json");
  await download.saveAs(file);
  assert.equal(JSON.parse(readFileSync(file, "utf8")).reviews[0].conclusion, "待核");
  await shot(page, "no-store");
  done();
  await context.close();
}

async function workOnTexts() {
  const { page, data, context, done } = await open("text.html");
  for (let n = 0; n < data.findings.length; n++) {
    await page.keyboard.press("j");
    const place = data.findings[n].place;
    const line = place?.line ?? place?.lines?.[0];
    if (line) assert.ok(await page.locator(`.line.chosen[data-line="${line}"]`).isVisible(), `line ${line}`);
  }
  await shot(page, "text");
  await page.locator(".line[data-owner=field]").first().click();
  assert.ok((await page.locator(".values .on").count()) > 0);
  await accessible(page, "text");
  done();
  await context.close();
}

async function workOnTablet() {
  const { page, context, done } = await open("evaluation.html", { width: 820, height: 1180 });
  await page.keyboard.press("2");
  await page.keyboard.press("j");
  await page.locator("[data-row].on").first().waitFor();
  await shot(page, "tablet");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 820, `the page is ${wide} wide`);
  const right = await page.locator(".right").boundingBox();
  assert.ok(right.height > 400 && right.y + right.height <= 1181, `what was read: ${JSON.stringify(right)}`);
  done();
  await context.close();
}

async function hostile() {
  const { page, data, context, done } = await open("markup-in-texts.html");
  assert.ok(JSON.stringify(data).includes("</script><script>"));
  await page.keyboard.press("2");
  await page.keyboard.press("j");
  for (const text of ["</script><script>window.broken=1</script>", '<img src=x onerror="window.broken=1">', "javascript:window.broken=1"]) {
    assert.ok((await page.getByText(text, { exact: false }).count()) > 0, text);
  }
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator("#app img, #app script, #app a").count(), 0);
  await shot(page, "hostile");
  done();
  await context.close();
}

async function withoutOriginal() {
  const { page, context, done } = await open("book.html");
  assert.ok((await page.locator(".left .empty, .left td").count()) > 0);
  await shot(page, "book");
  done();
  await context.close();
}

for (const work of [workOnPages, workWithoutStore, workOnTexts, workOnTablet, hostile, withoutOriginal]) {
  await work();
  console.log(`${work.name}: done`);
}
await browser.close();
