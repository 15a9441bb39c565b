import type { Alert } from '../../api/alerts';
import { dayOf } from '../../format/days';
import type { Formats } from '../../format/formats';
import type { Translate } from '../../i18n/language';

/** What is known, as a sentence about a vehicle or its tracker: never about a person, and never as a verdict. */
export function sentenceOf(alert: Alert, t: Translate<'alerts'>, formats: Formats, nowMs: number): string {
  const { details, times, startMs, endMs } = alert;
  const since = formats.moment(startMs, nowMs);
  const lasted = formats.duration(((endMs ?? nowMs) - startMs) / 1000);
  switch (alert.rule) {
    case 'panic':
      return times === 1 ? t('say.panic') : t('say.panicTimes', { times });
    case 'tow':
      return details.distanceM === undefined ? t('say.tow') : t('say.towFar', { distance: formats.distance(details.distanceM) });
    case 'overspeed':
      return t(times === 1 ? 'say.overspeed' : 'say.overspeedTimes', {
        times,
        speed: formats.speed(details.speedKmh ?? 0),
        limit: formats.speed(details.limitKmh ?? 0),
        duration: formats.duration(details.seconds ?? 0),
      });
    case 'outside-regency':
      return endMs === undefined ? t('say.outside-regencyOpen', { when: since }) : t('say.outside-regency', { duration: lasted });
    case 'outside-hours':
      return outsideHours(alert, t, formats);
    case 'long-idling':
      return t('say.long-idling', { duration: lasted });
    case 'power-cut':
      if (details.cause === 'opened') return t('say.power-cutOpened');
      return endMs === undefined ? t('say.power-cutOpen', { when: since }) : t('say.power-cut', { duration: lasted });
    case 'device-silent':
      if (details.cause === 'never-heard') return t('say.device-silentNever', { when: since });
      return endMs === undefined ? t('say.device-silent', { when: since }) : t('say.device-silentUntil', { duration: lasted });
    case 'device-unhealthy':
      return t('say.device-unhealthy', { causes: causesOf(alert, t, formats) });
    case 'device-copied':
      return t(details.cause === 'numbers' ? 'say.device-copiedCard' : 'say.device-copied');
    case 'parked-long':
      return t('say.parked-long', { days: details.days ?? 0 });
    default:
      return alert.rule satisfies never;
  }
}

function outsideHours({ details, times }: Alert, t: Translate<'alerts'>, formats: Formats): string {
  const figures = { times, distance: formats.distance(details.distanceM ?? 0), duration: formats.duration((details.minutes ?? 0) * 60) };
  if (details.holiday !== undefined) return t('say.outside-hoursHoliday', { ...figures, holiday: details.holiday });
  return t(details.cause === 'hours' ? 'say.outside-hours' : 'say.outside-hoursOff', figures);
}

function causesOf({ details }: Alert, t: Translate<'alerts'>, formats: Formats): string {
  const causes: string[] = [];
  if (details.temperatureC !== undefined) causes.push(t('cause.hot', { degrees: formats.count(details.temperatureC) }));
  if (details.freeKb !== undefined) causes.push(t('cause.full', { free: formats.count(details.freeKb) }));
  if (details.noPositionH !== undefined) causes.push(t('cause.blind', { hours: formats.count(details.noPositionH) }));
  return causes.join('; ');
}

export function carOf(alert: Alert, t: Translate<'alerts'>): string {
  const { id, name, plate } = alert.vehicle;
  if (name === undefined) return t('carUnknown', { id });
  return plate === undefined ? name : t('car', { name, plate });
}

/** When it was: a moment, a span of a day, a span of days, or since when. */
export function whenOf(alert: Alert, t: Translate<'alerts'>, formats: Formats): string {
  const { startMs, endMs } = alert;
  const zone = formats.zone.timeZone;
  const from = formats.clock(startMs);
  const startDay = dayOf(startMs, zone);
  const date = formats.dateShort(startDay);
  if (endMs === undefined) return t('whenOpen', { date, from });
  const until = formats.clock(endMs);
  const endDay = dayOf(endMs, zone);
  if (endDay !== startDay) return t('whenDays', { fromDate: date, from, untilDate: formats.dateShort(endDay), until });
  return until === from ? t('whenPoint', { date, from }) : t('when', { date, from, until });
}

/** Who took it in hand last. */
export function handlerOf(alert: Alert): string | undefined {
  return alert.actions.findLast(({ kind }) => kind === 'acknowledge' || kind === 'reopen')?.byName;
}

const RANK: Readonly<Record<Alert['severity'], number>> = { high: 0, medium: 1, low: 2 };

/** What is urgent first, then what has to be taken in hand soonest. */
export function byUrgency(a: Alert, b: Alert): number {
  return RANK[a.severity] - RANK[b.severity] || a.targetMs - b.targetMs || a.id - b.id;
}
