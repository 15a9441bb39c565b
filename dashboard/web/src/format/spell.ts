import { NUMBER_WORDS } from '../i18n/number-words';
import type { Language } from './formats';

/** A whole number in words: 21.600.000 is "dua puluh satu juta enam ratus ribu". Read aloud, a wrong zero is heard. */
export function spellNumber(value: number, language: Language): string {
  const whole = Math.trunc(value);
  const words = NUMBER_WORDS[language];
  if (whole === 0) return words.zero;
  if (whole < 0) return `${words.minus} ${spellNumber(-whole, language)}`;
  const groups: number[] = [];
  for (let rest = whole; rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000);
  const parts: string[] = [];
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index] ?? 0;
    if (group === 0) continue;
    const scale = words.scales[index] ?? '';
    if (language === 'id' && index === 1 && group === 1) parts.push(NUMBER_WORDS.id.oneThousand);
    else parts.push(language === 'id' ? spellGroupId(group) : spellGroupEn(group), scale);
  }
  return parts.filter((part) => part !== '').join(' ');
}

function spellGroupId(group: number): string {
  const words = NUMBER_WORDS.id;
  const ones = (digit: number) => words.ones[digit] ?? '';
  const hundreds = Math.floor(group / 100);
  const rest = group % 100;
  const parts: string[] = [];
  if (hundreds === 1) parts.push(words.oneHundred);
  else if (hundreds > 1) parts.push(ones(hundreds), words.hundred);
  if (rest === 10) parts.push(words.ten);
  else if (rest === 11) parts.push(words.eleven);
  else if (rest > 11 && rest < 20) parts.push(ones(rest - 10), words.teen);
  else {
    if (rest >= 20) parts.push(ones(Math.floor(rest / 10)), words.tens);
    if (rest % 10 > 0) parts.push(ones(rest % 10));
  }
  return parts.join(' ');
}

function spellGroupEn(group: number): string {
  const words = NUMBER_WORDS.en;
  const hundreds = Math.floor(group / 100);
  const rest = group % 100;
  const parts: string[] = [];
  if (hundreds > 0) parts.push(words.ones[hundreds] ?? '', words.hundred);
  if (rest > 0 && rest < 20) parts.push(words.ones[rest] ?? '');
  else if (rest >= 20) {
    const ten = words.tens[Math.floor(rest / 10)] ?? '';
    const one = words.ones[rest % 10] ?? '';
    parts.push(one === '' ? ten : `${ten}-${one}`);
  }
  return parts.join(' ');
}
