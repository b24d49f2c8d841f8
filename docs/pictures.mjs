// Pictures of the pages: node pictures.mjs MODULES REPORT DIFFERENCE FOLDER
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, report, difference, folder] = process.argv.slice(2).map(path => resolve(path));
const { chromium } = createRequire(`${modules}/`)('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

const desktop = { width: 1440, height: 1000 };
const phone = { width: 390, height: 844 };
const pictures = [
  { name: 'report', file: report, viewport: desktop },
  { name: 'report-dark', file: report, viewport: desktop, colorScheme: 'dark', at: '#s-si', open: 1 },
  { name: 'report-rows', file: report, viewport: desktop, at: '#s-si', open: 1 },
  { name: 'report-phone', file: report, viewport: phone, at: '#s-si' },
  { name: 'report-phone-dark', file: report, viewport: phone, colorScheme: 'dark' },
  { name: 'difference', file: difference, viewport: desktop },
];
for (const { name, file, viewport, colorScheme = 'light', at = '', open } of pictures) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  if (open !== undefined) await page.locator(`${at} tbody.r summary`).nth(open).click();
  if (at) await page.locator(at).evaluate(section => section.scrollIntoView());
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
}
await browser.close();
