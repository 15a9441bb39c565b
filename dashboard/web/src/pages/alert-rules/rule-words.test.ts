import { describe, expect, it } from 'vitest';
import { ID } from '../../i18n/id';
import { numberTyped, settingName, settingUnit } from './rule-words';

const t = (key: keyof (typeof ID)['rules']) => ID.rules[key];
const setting = (name: string) => ({ name, value: 1, delivered: 1, least: 1, most: 2 });

describe('a setting', () => {
  it('has a name and the unit that its name ends in', () => {
    expect(settingName(setting('limitKmh'), t)).toBe('Batas kecepatan');
    expect(['limitKmh', 'shortestMin', 'shortestS', 'silentH', 'hottestC', 'leastFreeMb', 'longestDays'].map((name) => settingUnit(setting(name), t))).toEqual([
      'km/j',
      'menit',
      'detik',
      'jam',
      '°C',
      'MB',
      'hari',
    ]);
  });
  it('of a newer collector is called by its own name', () => {
    expect(settingName(setting('newestX'), t)).toBe('newestX');
    expect(settingUnit(setting('newestX'), t)).toBe('');
  });
});

describe('a number that is typed', () => {
  it('may have a comma or a point, and nothing else', () => {
    expect(['80', ' 2,5 ', '2.5', '', 'x', '-1', '1e9', '1.2.3'].map(numberTyped)).toEqual([80, 2.5, 2.5, undefined, undefined, undefined, undefined, undefined]);
  });
});
