import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

/**
 * Looks at the built pages in a real browser against the pretended collector: a picture of each in look/shots, axe-core on each,
 * and an error when a page logs one. `npm run build && npm run look -- [page…] [--only phone|desk|wall] [--theme dark|light] [--language en]`
 */
const PAGES = {
  login: { path: '/masuk', user: undefined },
  home: { path: '/', user: 'bupati' },
  map: { path: '/peta', user: 'operator.cc', map: true },
  'map-card': { path: '/peta?k=8', user: 'operator.cc', map: true },
  history: { path: '/riwayat/8/2026-11-23', user: 'operator.cc', map: true },
  'history-month': { path: '/riwayat/8/2026-11-23?rentang=bulan', user: 'operator.cc', map: true },
  past: { path: '/peta/lalu?saat=2026-11-23T09.10', user: 'operator.cc', map: true },
  mileage: { path: '/kilometer', user: 'bupati' },
  'history-empty': { path: '/riwayat', user: 'operator.cc' },
  progress: { path: '/capaian', user: 'bupati' },
  opd: { path: '/opd/8', user: 'bupati' },
  activity: { path: '/kegiatan/1', user: 'bupati' },
  entry: { path: '/laporan', user: 'operator.dikes' },
  visits: { path: '/kunjungan', user: 'kepala.pupr' },
  'visits-unvisited': { path: '/kunjungan?tampil=unvisited', user: 'bupati' },
  presence: { path: '/kehadiran', user: 'bupati', map: true, sizes: ['phone', 'desk', 'wall'] },
  'presence-desa': { path: '/kehadiran/52.03.11?ukuran=hours', user: 'bupati', map: true },
  'presence-guests': { path: '/kehadiran', user: 'bupati', map: true, press: ['tbody tr:nth-child(9) button'] },
  alerts: { path: '/peringatan', user: 'operator.cc', sizes: ['phone', 'desk', 'wall'] },
  'alerts-one': { path: '/peringatan?k=14', user: 'operator.cc' },
  'alerts-close': { path: '/peringatan', user: 'operator.cc', press: ['article button:has-text("Selesaikan")'] },
  'alerts-agency': { path: '/peringatan', user: 'kepala.pupr' },
  permits: { path: '/izin', user: 'operator.pupr' },
  'permits-new': { path: '/izin', user: 'operator.pupr', press: ['button:has-text("Daftarkan izin")'] },
  vehicles: { path: '/kendaraan', user: 'admin', sizes: ['phone', 'desk', 'wall'] },
  vehicle: { path: '/kendaraan/8', user: 'admin', sizes: ['phone', 'desk', 'wall'] },
  'vehicle-private': { path: '/kendaraan/41', user: 'bupati' },
  'map-private': { path: '/peta?k=41', user: 'operator.cc', map: true },
  'vehicle-agency': { path: '/kendaraan/11', user: 'kepala.pupr' },
  'vehicle-new': { path: '/kendaraan', user: 'admin', press: ['button:has-text("Daftarkan kendaraan")'] },
  'vehicle-import': { path: '/kendaraan', user: 'admin', press: ['button:has-text("Impor tabel")'] },
  areas: { path: '/wilayah', user: 'admin', map: true, sizes: ['phone', 'desk', 'wall'] },
  'areas-reader': { path: '/wilayah', user: 'bupati', map: true },
  'areas-visitors': { path: '/wilayah/44', user: 'bupati', map: true, press: ['section button:has-text("Cari kendaraan")'] },
  'areas-one': { path: '/wilayah/44', user: 'admin', map: true },
  'areas-draw': { path: '/wilayah', user: 'admin', map: true, press: ['button:has-text("Gambar wilayah")'], taps: [[0.3, 0.3], [0.7, 0.35], [0.6, 0.7], [0.35, 0.6]] },
  'areas-circle': { path: '/wilayah', user: 'admin', map: true, press: ['button:has-text("Gambar wilayah")', 'button:has-text("Lingkaran")'], taps: [[0.5, 0.5]] },
  'areas-change': { path: '/wilayah/44', user: 'admin', map: true, press: ['section button:has-text("Ubah")'] },
  'areas-import': { path: '/wilayah', user: 'admin', map: true, press: ['button:has-text("Impor berkas")'], file: true },
  'areas-remove': { path: '/wilayah/44', user: 'admin', map: true, press: ['section button:has-text("Hapus")'] },
  retention: { path: '/masa-simpan', user: 'admin', sizes: ['phone', 'desk', 'wall'] },
  'retention-hold': { path: '/masa-simpan', user: 'admin', press: ['button:has-text("Tahan hari")'] },
  rules: { path: '/aturan', user: 'admin' },
  'rules-change': { path: '/aturan', user: 'admin', press: ['button:has-text("Ubah")', 'dialog button:has-text("akibatnya")'] },
  compliance: { path: '/kepatuhan', user: 'verifikator' },
  devices: { path: '/perangkat', user: 'teknisi' },
  'devices-enrolment': { path: '/perangkat?tampil=enrolment', user: 'admin' },
  'devices-new': { path: '/perangkat?tampil=enrolment', user: 'teknisi', press: ['button:has-text("Pasang pelacak baru")'] },
  'devices-code': { path: '/perangkat?tampil=enrolment', user: 'teknisi', press: ['li button:has-text("Buat kode")', 'dialog button[type=submit]'] },
  'devices-foreign': { path: '/perangkat?tampil=foreign', user: 'teknisi' },
  'devices-key': { path: '/perangkat?tampil=foreign', user: 'teknisi', press: ['li button:has-text("Kunci baru")', 'dialog button[type=submit]'] },
  'devices-revoke': { path: '/perangkat?tampil=enrolment', user: 'admin', press: ['li button:has-text("Cabut")'] },
  wall: { path: '/layar/demo', user: undefined, map: true, sizes: ['wall'] },
  'wall-behind': { path: '/layar/demo', user: undefined, map: true, sizes: ['wall'], waitMs: 20_500 },
  'wall-progress': { path: '/layar/demo', user: undefined, map: true, sizes: ['wall'], waitMs: 40_500 },
  'wall-vehicles': { path: '/layar/demo', user: undefined, map: true, sizes: ['wall'], waitMs: 60_500 },
};
const SIZES = {
  phone: { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desk: { width: 1440, height: 900, deviceScaleFactor: 1 },
  wall: { width: 1920, height: 1080, deviceScaleFactor: 1 },
};
const BROWSER_SWITCHES = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--no-sandbox'];
const SETTLE_MS = 1800;

const words = process.argv.slice(2);
const option = (name) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
const [only, theme, language, at, wallToken] = ['--only', '--theme', '--language', '--at', '--wall'].map(option);
const wanted = words.filter((word) => word in PAGES);
const shots = new URL('./shots/', import.meta.url).pathname;
mkdirSync(shots, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// A real collector (`--at http://127.0.0.1:8080 --wall TOKEN`), else the pretended one.
const server = at === undefined ? await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'warn' }) : undefined;
const base = (at ?? server.resolvedUrls.local[0]).replace(/\/$/, '');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: BROWSER_SWITCHES });
let failed = 0;
let passed = 0;
for (const [name, page] of Object.entries(PAGES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const size of page.sizes ?? ['phone', 'desk']) {
    if (only !== undefined && only !== size) continue;
    for (const look of size === 'wall' ? ['dark'] : ['light', 'dark']) {
      if (theme !== undefined && theme !== look) continue;
      const faults = await lookAt(name, page, size, look);
      if (faults.length > 0) failed++;
      else passed++;
      for (const fault of faults) process.stdout.write(`${name} ${size} ${look}: ${fault}\n`);
    }
  }
}
await browser.close();
await new Promise((resolve) => (server === undefined ? resolve() : server.httpServer.close(resolve)));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

async function lookAt(name, { path, user, map = false, waitMs = SETTLE_MS, press = [], taps = [], file = false }, size, look) {
  const { width, height, ...rest } = SIZES[size];
  const context = await browser.newContext({ viewport: { width, height }, ...rest, colorScheme: look, locale: 'id-ID', timezoneId: 'Asia/Makassar', bypassCSP: false });
  const faults = [];
  try {
    if (language !== undefined) await context.addInitScript(`localStorage.setItem('pantau-language', '${language}')`);
    if (user !== undefined) {
      const answer = await context.request.post(`${base}/api/v1/session`, { data: { userName: user, password: 'pantau-demo' } });
      if (!answer.ok()) faults.push(`log-in ${answer.status()}`);
    }
    const tab = await context.newPage();
    tab.on('console', (message) => {
      // Asking who is logged in answers 401 on the log-in page; the browser logs it.
      if (message.type() === 'error' && !message.text().includes('401')) faults.push(`console: ${message.text()}`);
    });
    tab.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
    tab.on('requestfailed', (request) => {
      if (!request.failure()?.errorText.includes('ABORTED')) faults.push(`request failed: ${request.url()}`);
    });
    tab.on('request', (request) => {
      if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) faults.push(`another host: ${request.url()}`);
    });
    await tab.goto(`${base}${wallToken === undefined ? path : path.replace('/layar/demo', `/layar/${wallToken}`)}`);
    await tab.waitForSelector('h1', { state: 'attached' });
    if (map) await tab.waitForSelector('[data-map][data-ready]', { timeout: 20_000 });
    for (const each of press) await tab.locator(each).first().click();
    if (file) {
      await tab.locator('input[type=file]').setInputFiles({ name: 'wilayah.geojson', mimeType: 'application/geo+json', buffer: Buffer.from('{}') });
      await tab.locator('button:has-text("Lihat isinya")').click();
    }
    if (taps.length > 0) await tab.waitForTimeout(SETTLE_MS);
    for (const [x, y] of taps) {
      const box = await tab.locator('[data-map]').boundingBox();
      await tab.mouse.click(box.x + x * box.width, box.y + y * box.height);
      // Two presses at once would be a double one.
      await tab.waitForTimeout(400);
    }
    await tab.waitForTimeout(waitMs);
    await tab.screenshot({ path: `${shots}${name}-${size}-${look}.png` });
    faults.push(...(await axeFaults(tab)));
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) faults.push(`scrolls sideways by ${wide} px`);
  } catch (error) {
    faults.push(String(error).split('\n')[0]);
  } finally {
    await context.close();
  }
  return faults;
}

async function axeFaults(tab) {
  await tab.evaluate(axe).catch(() => undefined);
  const found = await tab.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
  });
  return found;
}
