import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EN } from './en';
import { ID } from './id';
import { fillIn } from './messages';

const SOURCE = join(import.meta.dirname, '..');

function namesIn(message: string): readonly string[] {
  return [...new Set([...message.matchAll(/\{(\w+)[|}]/g)].map((match) => match[1] ?? ''))].sort();
}

it('gives both languages the same values to fill in', () => {
  const unlike: string[] = [];
  for (const [page, messages] of Object.entries(ID)) {
    const english: Readonly<Record<string, string>> = EN[page as keyof typeof ID];
    for (const [key, message] of Object.entries(messages as Readonly<Record<string, string>>)) {
      const [indonesian, translated] = [namesIn(message), namesIn(english[key] ?? '')];
      // English needs a number to choose its plural where Indonesian only shows the figure elsewhere.
      const missing = indonesian.filter((name) => !translated.includes(name));
      const unknown = translated.filter((name) => !indonesian.includes(name) && name !== 'count');
      if (missing.length + unknown.length > 0) unlike.push(`${page}.${key}: ${indonesian.join()} / ${translated.join()}`);
    }
  }
  expect(unlike).toEqual([]);
});

it('chooses the English plural by number and writes the number where it is wanted', () => {
  expect(fillIn('{count|# agency|# agencies} left', { count: 1 })).toBe('1 agency left');
  expect(fillIn('{count|# agency|# agencies} left', { count: 3 })).toBe('3 agencies left');
  expect(fillIn('{reported} dari {total}', { reported: 34 })).toBe('34 dari {total}');
});

it('keeps every visible word in i18n: no page writes a text of its own', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.tsx') && !name.includes('.test.'),
  );
  const literals = files.flatMap((name) => textsIn(readFileSync(join(SOURCE, name), 'utf8')).map((text) => `${name}: ${text}`));
  expect(files.length).toBeGreaterThan(50);
  expect(literals).toEqual([]);
});

/** Words between tags, and words in attributes that are seen or heard. */
function textsIn(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const between = [...code.matchAll(/<\/?[A-Za-z][^<>{}=]*>\s*([^<>{}();=&|?:]*[A-Za-z]{3,}[^<>{}();=&|?:]*)\s*(?=<|\{)/g)];
  const attributes = [...code.matchAll(/\s(?:title|alt|placeholder|label|aria-label)="([^"]*[A-Za-z]{3,}[^"]*)"/g)];
  return [...between, ...attributes].map((match) => (match[1] ?? '').trim()).filter((text) => text !== '');
}

it('would notice a text of a page', () => {
  expect(textsIn('return <p className={styles.a}>{t(x)}</p>;')).toEqual([]);
  expect(textsIn('<h2>Kegiatan terlambat</h2>')).toEqual(['Kegiatan terlambat']);
  expect(textsIn('<h2>\n  Kegiatan {count}\n</h2>')).toEqual(['Kegiatan']);
  expect(textsIn('<input placeholder="Cari OPD" />')).toEqual(['Cari OPD']);
});
