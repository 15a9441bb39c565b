import type { Duties, Duty } from '../../api/activities';
import type { Formats } from '../../format/formats';
import type { Translate } from '../../i18n/language';

/** Today's report as the sentences that a civil servant's own daily log (e-Kinerja) asks for: written once, used twice. */
export function kinerjaText(duties: Duties, opdName: string, formats: Formats, t: Translate<'entry'>): string {
  const done = duties.items.filter((duty) => duty.today !== undefined);
  const changed = done.filter((duty) => duty.today?.kind === 'progress');
  const nihilCount = done.length - changed.length;
  const lines = [
    t('kinerja.head', { date: formats.date(duties.date), count: done.length, opd: opdName }),
    ...changed.map((duty, index) => lineOf(duty, index + 1, formats, t)),
  ];
  if (nihilCount > 0) {
    const key = changed.length === 0 ? 'kinerja.nihilAll' : 'kinerja.nihil';
    lines.push(t(key, { count: nihilCount }));
  }
  return lines.join('\n');
}

function lineOf(duty: Duty, number: number, formats: Formats, t: Translate<'entry'>): string {
  const pct = duty.today?.physicalPct ?? duty.physicalPct;
  const rise = pct - (duty.previous?.physicalPct ?? pct);
  const note = duty.today?.note;
  return t('kinerja.progress', {
    number,
    name: duty.name,
    pct: formats.percent(pct),
    change: rise > 0 ? t('kinerja.up', { points: formats.pointsPlain(rise) }) : '',
    note: note === undefined ? '' : ` ${note}`,
  });
}
