import type { Home } from '../../api/home';
import type { Formats } from '../../format/formats';
import type { Translate } from '../../i18n/language';

/** The part of the day that a greeting names, by the hour of the region. */
export function partOfDay(nowMs: number, timeZone: string): 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(nowMs));
  if (hour < 11) return 'morning';
  if (hour < 15) return 'noon';
  if (hour < 18) return 'afternoon';
  return 'evening';
}

/** A polite text for the WhatsApp group of the heads of agencies: who is complete, whom it kindly asks. */
export function reportSentence(home: Home, nowMs: number, formats: Formats, t: Translate<'home'>): string {
  const { reportedCount, totalCount, cutOff, isCutOffPassed, missing } = home.compliance;
  const lines = [
    t('sentence.opening', { part: t(partOfDay(nowMs, formats.zone.timeZone)) }),
    t('sentence.status', {
      time: formats.time(home.asOfMs),
      date: formats.date(home.date),
      reported: reportedCount,
      total: totalCount,
    }),
  ];
  if (missing.length === 0) return [...lines, t('sentence.allDone')].join('\n');
  const request = isCutOffPassed ? 'sentence.requestLate' : 'sentence.request';
  lines.push('', t(request, { cutOff: `${formats.cutOff(cutOff)} ${formats.zone.zoneAbbreviation}` }));
  for (const [index, opd] of missing.entries()) {
    const number = index + 1;
    if (opd.missedDays > 0) lines.push(t('sentence.lineDays', { number, name: opd.name, days: opd.missedDays + 1 }));
    else if (opd.state === 'partial') lines.push(t('sentence.linePartial', { number, name: opd.name }));
    else lines.push(t('sentence.line', { number, name: opd.name }));
  }
  return [...lines, '', t('sentence.thanks')].join('\n');
}
