import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EN } from './en';
import { ID } from './id';
import { fillIn } from './messages';

const SRC = new URL('..', import.meta.url).pathname;
type Words = Readonly<Record<string, string>>;
const pages = Object.keys(ID) as (keyof typeof ID)[];
const placeholders = (message: string) => [...message.matchAll(/\{(\w+)/g)].map(([, name]) => name).toSorted();

describe('messages', () => {
  it('have a file for each page and language, and each file is loaded', () => {
    for (const [language, loaded] of [['id', ID], ['en', EN]] as const) {
      const files = readdirSync(join(SRC, 'i18n', language)).filter((name) => name.endsWith('.json'));
      expect(files.map((name) => name.replace('.json', '')).toSorted()).toEqual(Object.keys(loaded).toSorted());
    }
  });

  it.each(pages)('of %s are the same in both languages: keys and values to fill in', (page) => {
    const [id, en]: readonly [Words, Words] = [ID[page], EN[page]];
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(id).toSorted());
    for (const [key, message] of Object.entries(id)) {
      const wanted = new Set(placeholders(message));
      const given = new Set(placeholders(en[key] ?? ''));
      // English needs the number to choose between one and many where Indonesian does not.
      for (const name of given) expect([...wanted, 'count'], `${page}.${key} in English wants {${name}}`).toContain(name);
      for (const name of wanted) expect(given, `${page}.${key} in English lacks {${name}}`).toContain(name);
      expect(message.trim(), `${page}.${key}`).not.toBe('');
    }
  });

  it('are filled in', () => {
    expect(fillIn('{count} dari {total}', { count: 3, total: '40' })).toBe('3 dari 40');
    expect(fillIn('{count|one trip|# trips}', { count: 1 })).toBe('one trip');
    expect(fillIn('{count|one trip|# trips}', { count: 12 })).toBe('12 trips');
    expect(fillIn('{unknown}', {})).toBe('{unknown}');
  });
});

describe('words on the screen', () => {
  /** Text between tags, and attributes that are read or shown. Catches what a writer forgets, not what one hides. */
  const literal = /<[A-Za-z][\w.]*(?:\s[^<>]*)?>\s*([A-Za-z][a-z]+[^<>{}=;()|&]*)<\/?[A-Za-z]|\s(?:aria-label|title|placeholder|alt)="([^"]*[A-Za-z]{3,}[^"]*)"/g;
  const components = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));

  it.each(components)('%s takes them from i18n', (name) => {
    const source = readFileSync(join(SRC, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
    const found = [...source.matchAll(literal)].map(([, text, attribute]) => text ?? attribute);
    expect(found).toEqual([]);
  });

  it('would be found by this test', () => {
    expect([...'<p>Halo dunia</p>'.matchAll(literal)]).toHaveLength(1);
    expect([...' <button aria-label="Tutup">'.matchAll(literal)]).toHaveLength(1);
    expect([...'<p>{t("x")}</p>'.matchAll(literal)]).toHaveLength(0);
  });
});
