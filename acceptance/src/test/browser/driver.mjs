// A browser that obeys: one JSON command a line on stdin, one JSON answer a line on stdout. It ends when stdin ends.
// argv: the folder of the web app (its node_modules have playwright-core), the path of Chromium.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [web, executablePath] = process.argv.slice(2);
const { chromium } = createRequire(`${web}/package.json`)('playwright-core');
const WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 50;
const LONGEST_WORDS = 2_000;

const browser = await chromium.launch({
  executablePath,
  // As root Chromium refuses its sandbox; the pages are our own. SwiftShader: maps need WebGL and there may be no graphics card.
  args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-gpu-compositing'],
});

/** By number: {page, faults}. Each is private: nobody is logged in, nothing is kept from another. */
const windows = new Map();
let newest = 0;

async function openWindow({ width, height, address }) {
  const context = await browser.newContext({
    viewport: { width, height },
    // A quarter of the dots: sizes on the page stay what they are, and a map without a graphics card is drawn dot by dot.
    deviceScaleFactor: 0.5,
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    colorScheme: 'light',
    // Nothing glides: what is to be seen is there at once, and two cores without a graphics card have less to draw.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults = [];
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (error) => faults.push(`page error: ${error}`));
  page.on('console', (message) => {
    // Chromium says so of every refused request; below each is told with its status and path.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(`console: ${message.text()}`);
  });
  // Of the context: what the service worker asks for counts, too.
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${address}/`) && !/^(data|blob):/.test(url)) faults.push(`another host: ${url}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.request().method()} ${pathOf(response.url())}`);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // The reader went on to another page.
    if (why !== 'net::ERR_ABORTED') faults.push(`${why} ${request.method()} ${pathOf(request.url())}`);
  });
  newest += 1;
  windows.set(newest, { page, faults });
  return newest;
}

function pathOf(url) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

async function until(page, { script }) {
  const deadline = Date.now() + WAIT_MS;
  while (!(await page.evaluate(script))) {
    if (Date.now() > deadline) throw new Error(`not within ${WAIT_MS} ms: ${script}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

const actions = {
  open: (page, { url }) => page.goto(url, { waitUntil: 'domcontentloaded' }).then(() => undefined),
  // With the cookies of the window.
  post: async (page, { url, json }) => {
    const answer = await page.context().request.post(url, { data: json });
    if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`);
  },
  reload: (page) => page.reload({ waitUntil: 'domcontentloaded' }).then(() => undefined),
  // A slider beside a field has the same name for those who hear the page.
  fill: (page, { label, text }) => page.getByLabel(label, { exact: true }).and(page.locator('input:not([type=range]), textarea')).fill(text),
  pick: (page, { label, option }) => page.getByLabel(label, { exact: true }).selectOption({ label: option }).then(() => undefined),
  press: (page, { name }) => page.getByRole('button', { name, exact: true }).first().click(),
  click: (page, { selector }) => page.locator(selector).first().click(),
  resize: (page, { width, height }) => page.setViewportSize({ width, height }),
  clickAt: (page, { x, y }) => page.mouse.click(x, y),
  see: (page, { text }) => page.getByText(text).filter({ visible: true }).first().waitFor(),
  find: (page, { selector }) => page.locator(selector).first().waitFor({ state: 'attached' }),
  text: (page, { selector }) => page.locator(selector).first().innerText(),
  until,
  evaluate: (page, { script }) => page.evaluate(script),
};

async function obey(command) {
  if (command.do === 'window') return openWindow(command);
  const { page, faults } = windows.get(command.window);
  if (command.do === 'faults') return [...faults];
  if (command.do === 'close') {
    windows.delete(command.window);
    return page.context().close();
  }
  try {
    return await actions[command.do](page, command);
  } catch (error) {
    const words = await page.locator('body').innerText({ timeout: 1_000 }).catch(() => 'nothing');
    throw new Error(`${error.message}\n--- the page says: ${words.slice(0, LONGEST_WORDS)}\n--- its faults: ${faults.join('; ')}`);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await obey(JSON.parse(line)).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ error: error.message }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
