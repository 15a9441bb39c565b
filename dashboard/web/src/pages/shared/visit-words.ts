import type { Visit } from '../../api/visits';
import type { Formats } from '../../format/formats';
import type { Translate } from '../../i18n/language';

/** Nearer than this the car was at the place: metres would claim more than a receiver knows. */
const AT_PLACE_M = 15;

const REASONS = [
  'inside',
  'near',
  'close',
  'within-reach',
  'slow-travel',
  'long-stay',
  'some-stay',
  'short-stay',
  'same-opd',
  'other-opd',
  'behind',
  'own-office',
  'other-office',
  'common-stop',
] as const;

/** What is known, as a sentence about a vehicle: never about a person. */
export function sentenceOf(visit: Visit, t: Translate<'visits'>, formats: Formats): string {
  const { vehicle, vehicleOpdName } = visit;
  const plate = vehicle?.plate ?? vehicle?.name;
  const car =
    plate === undefined
      ? t('carOfOpd', { opd: vehicleOpdName })
      : vehicleOpdName === visit.opdName
        ? plate
        : t('carOf', { plate, opd: vehicleOpdName });
  const duration = formats.duration(visit.stayS);
  const distance = formats.distance(visit.distanceM);
  if (visit.isSlowTravel) return t('slow', { car, duration });
  if (visit.leaveMs === undefined) return t('stands', { car, time: formats.time(visit.arriveMs), distance });
  return visit.distanceM <= AT_PLACE_M ? t('stoppedAt', { car, duration }) : t('stopped', { car, duration, distance });
}

/** Why it was judged so; reasons this screen has no word for are left out. */
export function reasonsOf(visit: Visit, t: Translate<'visits'>): readonly string[] {
  return REASONS.filter((reason) => visit.reasons.includes(reason)).map((reason) => t(`reason.${reason}`));
}
