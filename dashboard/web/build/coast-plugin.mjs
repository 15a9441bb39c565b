import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cutCoast } from './cut-coast.mjs';

const OUT = fileURLToPath(new URL('../.generated/coast.json', import.meta.url));
const SELF = fileURLToPath(new URL('./cut-coast.mjs', import.meta.url));

/** Makes `.generated/coast.json` before the build reads it. The file is derived data and never committed. */
export function coast() {
  return {
    name: 'pantau-coast',
    buildStart() {
      if (existsSync(OUT) && statSync(OUT).mtimeMs > statSync(SELF).mtimeMs) return;
      mkdirSync(fileURLToPath(new URL('../.generated/', import.meta.url)), { recursive: true });
      writeFileSync(OUT, JSON.stringify(cutCoast()));
    },
  };
}
