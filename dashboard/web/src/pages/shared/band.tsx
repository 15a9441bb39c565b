import type { Band } from '../../charts/deviation-bar';
import { useMessages } from '../../i18n/language';
import { Badge, type Tone } from '../../ui';

/**
 * The band of an aggregate, by the limits of critical contracts: more than 10 points behind while the plan is at most 70 %, more
 * than 5 afterwards; half of that is "watch". Single activities carry their band from the collector.
 */
export function bandOf(plannedPct: number, deviationPts: number): Band {
  const criticalPts = plannedPct <= 70 ? -10 : -5;
  if (deviationPts < criticalPts) return 'critical';
  return deviationPts <= criticalPts / 2 ? 'watch' : 'on-track';
}

/** Of a deviation in points: red and amber as its band, green only when ahead. A little behind is neither good nor bad news. */
export function toneOf(band: Band, deviationPts: number): 'ok' | 'plain' | 'warn' | 'bad' {
  if (band === 'critical') return 'bad';
  if (band === 'watch') return 'warn';
  return deviationPts < 0 ? 'plain' : 'ok';
}

const TONES: Readonly<Record<Band, Tone>> = { 'on-track': 'ok', watch: 'warn', critical: 'bad' };

/** Aman, waspada, kritis: the word and the colour. */
export function BandBadge({ band }: { readonly band: Band }) {
  const t = useMessages('common');
  return <Badge tone={TONES[band]}>{t(`band.${band}`)}</Badge>;
}
