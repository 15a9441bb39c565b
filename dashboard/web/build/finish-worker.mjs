import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes into sw.js which files make up the shell: the entry, the daily entry page, their styles and the font. */
const OUT = process.env.PANTAU_WEB_OUT ?? 'dist';
const manifest = JSON.parse(readFileSync(join(OUT, 'manifest.json'), 'utf8'));
const files = new Set(['/index.html', '/icon.svg']);
const seen = new Set();
const add = (key) => {
  const chunk = manifest[key];
  if (chunk === undefined || seen.has(key)) return;
  seen.add(key);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(`/${file}`);
  for (const asset of chunk.assets ?? []) if (/latin-wght-normal/.test(asset)) files.add(`/${asset}`);
  for (const next of chunk.imports ?? []) add(next);
};
['index.html', 'src/pages/entry/index.ts', 'src/pages/login/index.ts'].forEach(add);

const worker = readFileSync(join(OUT, 'sw.js'), 'utf8');
const list = [...files].join(' ');
const version = createHash('sha256').update(list).update(readFileSync(join(OUT, 'index.html'))).digest('hex').slice(0, 12);
for (const mark of ['__BUILD__', '__FILES__']) if (!worker.includes(mark)) throw new Error(`sw.js has no ${mark}`);
writeFileSync(join(OUT, 'sw.js'), worker.replace('__BUILD__', version).replace('__FILES__', list));
