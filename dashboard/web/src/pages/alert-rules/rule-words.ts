import type { RuleSetting } from '../../api/alert-rules';
import type { Translate } from '../../i18n/language';

const NAMES = [
  'limitKmh',
  'shortestS',
  'shortestMin',
  'graceMin',
  'silentH',
  'hottestC',
  'leastFreeMb',
  'noPositionH',
  'longestDays',
] as const;
const UNITS = ['Kmh', 'Min', 'Mb', 'Days', 'S', 'H', 'C'] as const;

/** A setting that has come with a newer collector is called by its own name. */
export function settingName(setting: RuleSetting, t: Translate<'rules'>): string {
  const known = NAMES.find((name) => name === setting.name);
  return known === undefined ? setting.name : t(`set.${known}`);
}

/** The unit stands at the end of the name, as everywhere in the API. */
export function settingUnit(setting: RuleSetting, t: Translate<'rules'>): string {
  const unit = UNITS.find((each) => setting.name.endsWith(each));
  return unit === undefined ? '' : t(`unit.${unit}`);
}

/** A number as somebody types it here: 80, 2,5 or 2.5. */
export function numberTyped(text: string): number | undefined {
  return /^\d{1,6}([.,]\d{1,3})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined;
}
