// Runs Lighthouse on a phone's terms and prints one line of JSON for each page: {"page", "scores", "failed"}.
// usage: node lighthouse.mjs FOLDER_WITH_NODE_MODULES CHROMIUM ADDRESS ARTICLE_PATH PASTE

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, chromium, address, article, paste] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const { startFlow } = await import(pathToFileURL(require.resolve("lighthouse")));
const puppeteer = require("puppeteer-core");

const config = { extends: "lighthouse:default", settings: { onlyCategories: ["performance", "accessibility", "best-practices", "seo"] } };
// Nobody's answer belongs into a search engine: its page asks not to be listed, which this one audit would mark down.
const unlisted = { ...config, settings: { ...config.settings, skipAudits: ["is-crawlable"] } };

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
try {
  report("home", await visit(config, (flow) => flow.navigate(`${address}/`)));
  report("article", await visit(config, (flow) => flow.navigate(`${address}${article}`)));
  report("answer", await visit(unlisted, async (flow, page) => {
    await page.goto(`${address}/`);
    await page.type("textarea[name=paste]", paste);
    await flow.navigate(() => page.click(".paste-form button:not([type=button])"));
  }));
} finally {
  await browser.close();
}

async function visit(config, navigate) {
  const page = await browser.newPage();
  const flow = await startFlow(page, { config });
  await navigate(flow, page);
  const { steps } = await flow.createFlowResult();
  await page.close();
  return steps.at(-1).lhr;
}

function report(page, lhr) {
  const scores = Object.fromEntries(Object.values(lhr.categories).map((each) => [each.id, Math.round(each.score * 100)]));
  const weighed = new Set(Object.values(lhr.categories).flatMap((each) => each.auditRefs.filter((ref) => ref.weight).map((ref) => ref.id)));
  const failed = Object.values(lhr.audits)
    .filter((audit) => weighed.has(audit.id) && audit.score !== null && audit.score < 0.9)
    .map((audit) => `${audit.id}: ${audit.title} ${audit.displayValue ?? ""}`.trim());
  console.log(JSON.stringify({ page, url: lhr.finalDisplayedUrl, scores, failed }));
}
