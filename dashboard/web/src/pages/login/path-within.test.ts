import { expect, it } from 'vitest';
import { pathWithin } from './path-within';

it('goes back only to a page of our own', () => {
  expect(pathWithin('/kegiatan/9?x=1')).toBe('/kegiatan/9?x=1');
  expect(pathWithin(null)).toBeUndefined();
  expect(pathWithin('//evil.example')).toBeUndefined();
  expect(pathWithin('/\\evil.example')).toBeUndefined();
  expect(pathWithin('https://evil.example')).toBeUndefined();
  expect(pathWithin('/masuk?ke=/masuk')).toBeUndefined();
});
