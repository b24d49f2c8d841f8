// Opens the pages in Chromium as a reader would: no error, every row there, search and filters by
// keyboard and mouse, no accessibility violation, nothing asked of the network, nothing of a
// hostile annex run.
//
//   node report.mjs MODULES OUT     MODULES: a node_modules with playwright-core and axe-core
//                                   OUT: the folder that .ci/steps/90-browser.sh filled

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, out] = process.argv.slice(2).map(path => resolve(path));
const require = createRequire(`${modules}/`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** A page in a context of its own, with all that goes wrong on it. */
async function open(path, { viewport = desktop, colorScheme = 'light', hash = '', bypassCSP = false } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, bypassCSP });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
  });
  page.on('pageerror', error => wrong.push(String(error)));
  page.on('dialog', dialog => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', request => {
    if (!/^(file|data):/.test(request.url())) wrong.push(`asked for ${request.url()}`);
  });
  await page.goto(pathToFileURL(`${out}/${path}`).href + hash);
  return { page, wrong, close: () => context.close() };
}

const shown = page => page.locator('tbody.r:not([hidden])');
const ids = plan => ['strategic_objectives', 'strategic_indicators', 'operational_indicators',
  'executive_objectives', 'officer_objectives'].flatMap(section => plan[section].map(row => row.id));
const planOf = annex => JSON.parse(readFileSync(`${out}/${annex}/plan.json`, 'utf8'));

const checks = {
  async 'the page of the real annex holds every row and says nothing is wrong'() {
    const { page, wrong, close } = await open('annex/annex.html');
    const there = await page.locator('tbody.r').evaluateAll(rows => rows.map(row => row.id));
    assert.deepEqual(there, ids(planOf('annex')));
    assert.deepEqual(wrong, []);
    await close();
  },

  async 'search and filters by keyboard'() {
    const { page, wrong, close } = await open('annex/annex.html');
    const all = await shown(page).count();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    await page.keyboard.type('CUSTOMER');
    await page.waitForFunction(n => document.querySelectorAll('tbody.r:not([hidden])').length < n, all);
    const texts = await shown(page).evaluateAll(rows => rows.map(row => row.textContent.toLowerCase()));
    assert.ok(texts.length > 0 && texts.every(text => text.includes('customer')));
    assert.match(page.url(), /#q=CUSTOMER$/);
    assert.match(await page.locator('.found').textContent(), new RegExp(`^${texts.length} di ${all} righe`));
    await page.keyboard.press('Escape');
    await page.waitForFunction(n => document.querySelectorAll('tbody.r:not([hidden])').length === n, all);

    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => location.hash.startsWith('#ob='));
    const objective = new URLSearchParams(page.url().split('#')[1]).get('ob');
    const rows = await shown(page).evaluateAll(rows => rows.map(row => row.dataset.ob));
    assert.ok(rows.length > 0 && rows.length < all && rows.every(ob => ob === objective));

    const first = shown(page).first().locator('summary');
    await first.focus();
    await page.keyboard.press('Enter');
    assert.equal(await shown(page).first().locator('details').getAttribute('open'), '');
    assert.deepEqual(wrong, []);
    await close();
  },

  async 'filters, sorting and links by mouse'() {
    const { page, wrong, close } = await open('annex/annex.html');
    const plan = planOf('annex');
    await page.getByLabel('Solo righe cambiate da delibere').check();
    await page.waitForFunction(() => location.hash === '#changed=1');
    const changed = section => plan[section].filter(r => r.status === 'removed' || r.notes.some(n => n.action)).length;
    const expected = ['strategic_indicators', 'operational_indicators', 'executive_objectives', 'officer_objectives']
      .reduce((sum, section) => sum + changed(section), 0);
    assert.equal(await shown(page).count(), expected);
    await page.getByRole('button', { name: 'Togli i filtri' }).click();
    assert.equal(await shown(page).count(), ids(plan).length);

    await page.getByLabel('Anno', { exact: true }).selectOption('2016');
    await page.waitForFunction(() => location.hash === '#year=2016');
    const in2016 = plan.strategic_indicators.filter(r => r.targets.some(t => t.year === 2016)).length;
    assert.equal(await page.locator('#s-si tbody.r:not([hidden])').count(), in2016);
    await page.getByRole('button', { name: 'Togli i filtri' }).click();

    const indicators = () => page.locator('#s-si tbody.r:visible th').allTextContents();
    const before = await indicators();
    const head = page.locator('#s-si thead').getByRole('button', { name: 'Indicatore' });
    await head.click();
    const sorted = [...before].sort((a, b) => a.localeCompare(b, 'it', { numeric: true }));
    assert.deepEqual(await indicators(), sorted);
    assert.equal(await page.locator('#s-si th[aria-sort=ascending]').count(), 1);
    await head.click();
    await head.click();
    assert.deepEqual(await indicators(), before, 'the third click brings back the order of the document');

    await page.locator('.map a').first().click();
    await page.waitForFunction(() => location.hash.startsWith('#ob='));
    assert.ok(await shown(page).count() < ids(plan).length);
    await page.locator('.grid td a').first().click();
    await page.waitForFunction(() => location.hash.includes('unit='));
    const count = Number(await page.locator('.grid td a').first().textContent());
    assert.equal(await shown(page).count(), count, 'a number of the matrix opens that many rows');
    await page.locator('#s-why a').first().click();
    await page.waitForFunction(() => location.hash.startsWith('#why='));
    assert.ok(await shown(page).first().locator('details[open]').count() > 0, 'reasons open their rows');
    assert.deepEqual(wrong, []);
    await close();
  },

  async 'a link to a row opens it, a link to filters sets them'() {
    const id = planOf('annex').officer_objectives[3].id;
    const row = await open('annex/annex.html', { hash: `#${id}` });
    assert.equal(await row.page.locator(`[id="${id}"] details`).getAttribute('open'), '');
    await row.page.waitForFunction(id => {
      const { top } = document.getElementById(id).getBoundingClientRect();
      return top >= 0 && top < innerHeight;
    }, id);
    assert.deepEqual(row.wrong, []);
    await row.close();
    const view = await open('annex/annex.html', { hash: '#q=pec&inferred=1' });
    assert.equal(await view.page.locator('#q').inputValue(), 'pec');
    const rows = await shown(view.page).evaluateAll(rows => rows.map(r => [r.textContent.toLowerCase().includes('pec'), 'why' in r.dataset]));
    assert.ok(rows.length > 0 && rows.every(([found, inferred]) => found && inferred));
    await view.close();
  },

  async 'no accessibility violation, light and dark, desktop and phone'() {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
    for (const path of ['annex/annex.html', 'workbook/workbook.html', 'index.html', 'diff.html', 'en/annex/annex.html']) {
      for (const viewport of [desktop, phone]) {
        for (const colorScheme of ['light', 'dark']) {
          // All four looks of the real annex; of the others two.
          if (path !== 'annex/annex.html' && (viewport === phone) !== (colorScheme === 'dark')) continue;
          // The policy of the page lets no tool in either.
          const { page, close } = await open(path, { viewport, colorScheme, bypassCSP: true });
          // What is scrolled away is looked at, too; and a few rows with all that they hold.
          await page.addStyleTag({ content: '.t .r{content-visibility:visible!important}' });
          await page.evaluate(() => document.querySelectorAll('details').forEach((d, at) => { if (at % 7 === 0) d.open = true; }));
          await page.evaluate(axe);
          const { violations } = await page.evaluate(tags => window.axe.run({ runOnly: tags }), tags);
          const found = violations.map(v => `${v.id} (${v.nodes.length}): ${v.help}\n    ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + '\n    ' + n.failureSummary).join('\n    ')}`);
          assert.equal(found.join('\n'), '', `${path} ${viewport.width} ${colorScheme}`);
          await close();
        }
      }
    }
  },

  async 'nothing is wider than a phone'() {
    for (const path of ['annex/annex.html', 'workbook/workbook.html', 'index.html', 'diff.html']) {
      const { page, close } = await open(path, { viewport: phone });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= phone.width, `${path}: ${width}`);
      await close();
    }
  },

  async 'the index leads to the reports'() {
    const { page, wrong, close } = await open('index.html');
    await page.locator('tbody.r a').first().click();
    await page.waitForURL(/\.html$/);
    assert.equal(await page.locator('#s-si').count(), 1);
    assert.deepEqual(wrong, []);
    await close();
  },

  async 'the difference shows every changed row, and filters them'() {
    const { page, wrong, close } = await open('diff.html');
    const { changes } = JSON.parse(readFileSync(`${out}/diff.json`, 'utf8'));
    const rows = new Set(changes.map(c => `${c.section} ${c.old_id} ${c.new_id}`));
    assert.ok(rows.size > 3);
    assert.equal(await page.locator('tbody.r').count(), rows.size);
    await page.locator('#kind').selectOption('changed');
    await page.waitForFunction(() => location.hash === '#kind=changed');
    const changed = new Set(changes.filter(c => c.kind === 'changed').map(c => `${c.section} ${c.old_id} ${c.new_id}`));
    assert.equal(await shown(page).count(), changed.size);
    assert.deepEqual(wrong, []);
    await close();
  },

  async 'the page prints as a PDF of a size that one would hand round'() {
    const { page, close } = await open('annex/annex.html');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages > 5 && pages < 80, `${pages} pages`);
    await close();
  },

  async 'a hostile annex is harmless'() {
    const { page, wrong, close } = await open('hostile/hostile.html');
    await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
    assert.equal(await page.evaluate(() => document.scripts.length), 1, 'the page has its own script and no other');
    assert.equal(await page.locator('main img, main iframe, main object, main form, main style').count(), 0);
    const links = await page.locator('a').evaluateAll(links => links.map(a => a.getAttribute('href')));
    assert.deepEqual(links.filter(link => !link.startsWith('#')), []);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    const text = await page.locator('main').textContent();
    for (const part of ['<script>', 'javascript:', "=cmd|"]) assert.ok(text.includes(part), `${part} is shown as text`);
    assert.deepEqual(wrong, []);
    await close();
  },

  async '10,000 rows are there and can be searched'() {
    const { page, wrong, close } = await open('large/large.html');
    assert.equal(await page.locator('tbody.r').count(), ids(planOf('large')).length);
    const start = Date.now();
    await page.locator('#q').fill('riga 7777 ');
    await page.waitForFunction(() => document.querySelectorAll('tbody.r:not([hidden])').length < 20);
    console.log(`    found in ${Date.now() - start} ms among ${await page.locator('tbody.r').count()} rows`);
    assert.ok(await shown(page).count() >= 1);
    assert.deepEqual(wrong, []);
    await close();
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const start = Date.now();
  try {
    await check();
    console.log(`ok   ${name} (${Date.now() - start} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n${error.stack}`);
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
