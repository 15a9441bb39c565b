import type { DayState } from '../../charts/day-mark';
import { useMessages } from '../../i18n/language';

/** What each mark of a calendar means. */
export function useDayStateNames(): Readonly<Record<DayState, string>> {
  const t = useMessages('common');
  return {
    complete: t('dayState.complete'),
    late: t('dayState.late'),
    partial: t('dayState.partial'),
    missing: t('dayState.missing'),
    holiday: t('dayState.holiday'),
    'not-due': t('dayState.not-due'),
  };
}
