import type { SCurveWords } from '../../charts/s-curve';
import { useFormats } from '../../app/region';
import type { Day } from '../../format/days';
import { useMessages } from '../../i18n/language';

interface Standing {
  readonly date: Day;
  readonly physicalPct: number;
  readonly plannedPct: number;
  readonly deviationPts: number;
}

/** No chart without its sentence: the words of a curve and the sentence that says what it shows. */
export function useCurveWords(): { readonly words: SCurveWords; readonly sentenceOf: (standing: Standing) => string } {
  const t = useMessages('common');
  const formats = useFormats();
  return {
    words: {
      actual: t('curve.actual'),
      plan: t('curve.plan'),
      deviation: t('curve.deviation'),
      day: t('curve.day'),
      table: t('curve.table'),
    },
    sentenceOf: ({ date, physicalPct, plannedPct, deviationPts }) => {
      const key = deviationPts <= -0.05 ? 'curve.behind' : deviationPts >= 0.05 ? 'curve.ahead' : 'curve.even';
      return t(key, {
        date: formats.dateMedium(date),
        actual: formats.percent(physicalPct),
        plan: formats.percent(plannedPct),
        points: formats.pointsPlain(deviationPts),
      });
    },
  };
}
