// Takes pictures of the pages in Chromium: node dev/look.mjs [address] [folder]
import { mkdtempSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address = "http://127.0.0.1:8420", folder = join(tmpdir(), "mingjian-look")] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
// The sign-in page asks who is there and is told nobody; Chromium logs that answer.
const expected = /401/;
const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "chromium-")), {
  executablePath: "/usr/bin/chromium",
  viewport: { width: 1366, height: 768 },
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = context.pages()[0] ?? (await context.newPage());
page.on("console", (m) => ["error", "warning"].includes(m.type()) && !expected.test(m.text()) && console.log("console", m.type(), m.text()));
page.on("pageerror", (e) => console.log("pageerror", e.message));
page.on("request", (r) => new URL(r.url()).origin !== new URL(address).origin && !r.url().startsWith("data:") && console.log("LEAVES THE MACHINE", r.url()));

const look = async (name) => {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(900);
  await page.screenshot({ path: join(folder, name + ".png") });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) console.log(`${name}: ${wide} px too wide`);
};

await page.goto(address);
await look("01-signin");
await page.getByTestId("demo-account").first().click();
await page.getByTestId("clue-row").first().waitFor();
await look("02-list");
await page.getByTestId("queue-found").click();
await page.waitForURL(/state=found/);
await page.waitForTimeout(500);
await page.keyboard.press("j");
await page.keyboard.press("x");
await page.keyboard.press(" ");
await look("03-peek");
await page.keyboard.press("Escape");
await page.keyboard.press("k");
await page.keyboard.press("Enter");
await page.getByTestId("risk-waterfall").waitFor();
await look("04-clue");
await page.getByTestId("evidence-link").nth(4).click();
await look("05-evidence");
await page.getByRole("tab").nth(1).click();
await look("06-cases");
await page.getByRole("tab").nth(2).click();
await look("07-parties");
await page.locator('[data-testid="decision-move"] [data-value="dismissed"]').click();
await page.getByTestId("decision-submit").click();
await look("08-decide");
await page.getByTestId("language").click();
await look("09-clue-en");
await page.setViewportSize({ width: 1100, height: 768 });
await look("10-clue-two");
await page.setViewportSize({ width: 800, height: 768 });
await look("11-clue-one");
await page.setViewportSize({ width: 1366, height: 768 });
await page.goto(address + "/clues");
await look("12-list-en");
await page.goto(address + "/models");
await look("13-models-en");
await page.getByTestId("language").click();
await page.getByTestId("model-card").first().getByRole("link").first().click();
await look("14-model");
await page.goto(address + "/data");
await look("15-data");
await context.close();
