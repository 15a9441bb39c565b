import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Fails the build when a page has grown beyond what a 3G phone loads in a breath. Sizes are gzip -9, kB = 1000 bytes. */
const OUT = process.env.PANTAU_WEB_OUT ?? 'dist';
const LIMITS_KB = { 'entry js': 220, 'entry css': 25, 'daily entry js': 220, 'leader home js': 230, 'map js': 310, 'map worker': 160, font: 30 };

const manifest = JSON.parse(readFileSync(join(OUT, 'manifest.json'), 'utf8'));
const assets = readdirSync(join(OUT, 'assets'));

function closure(keys) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
  };
  keys.forEach(visit);
  return seen;
}

function kb(files) {
  return [...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(join(OUT, file)), { level: 9 }).length, 0) / 1000;
}

function keyOf(source) {
  const key = Object.keys(manifest).find((each) => each === source);
  if (key === undefined) throw new Error(`budget: ${source} is not in the build any more`);
  return key;
}

const js = (keys) => kb([...keys].map((key) => manifest[key].file));
const css = (keys) => kb([...keys].flatMap((key) => manifest[key].css ?? []));
const entry = closure([keyOf('index.html')]);
const with_ = (source) => closure([keyOf('index.html'), keyOf(source)]);
const map = [...closure([keyOf('src/map/engine.ts')])].filter((key) => !entry.has(key));

const sizes = {
  'entry js': js(entry),
  'entry css': css(entry),
  'daily entry js': js(with_('src/pages/entry/index.ts')),
  'leader home js': js(with_('src/pages/home/index.ts')),
  'map js': js(map),
  'map worker': kb(assets.filter((name) => /worker.*\.m?js$/.test(name)).map((name) => `assets/${name}`)),
  font: kb(assets.filter((name) => /latin-wght-normal.*\.woff2$/.test(name) && !name.includes('ext')).map((name) => `assets/${name}`)),
};
let over = 0;
for (const [what, limit] of Object.entries(LIMITS_KB)) {
  const size = sizes[what];
  const isOver = !(size > 0 && size <= limit);
  if (isOver) over++;
  process.stdout.write(`${isOver ? 'OVER ' : '     '}${what.padEnd(16)}${size.toFixed(1).padStart(7)} of ${limit} kB gz\n`);
}
if (over > 0) process.exit(1);
