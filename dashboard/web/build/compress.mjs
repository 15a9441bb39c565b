import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Puts a .gz and a .br beside every text file of the built site, so that the collector never compresses at run time. */
const OUT = process.env.PANTAU_WEB_OUT ?? 'dist';
const TEXT = /\.(js|mjs|css|html|json|svg|webmanifest|txt)$/;
const WORTH_IT_BYTES = 1000;

rmSync(join(OUT, 'manifest.json'), { force: true });
for (const entry of readdirSync(OUT, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !TEXT.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const plain = readFileSync(path);
  if (plain.length < WORTH_IT_BYTES) continue;
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  const hint = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length, [constants.BROTLI_PARAM_QUALITY]: 11 };
  writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: hint }));
}
