import type { Band } from '../../charts/deviation-bar';
import { useMessages } from '../../i18n/language';
import { Badge, type Tone } from '../../ui';

const TONES: Readonly<Record<Band, Tone>> = { 'on-track': 'ok', watch: 'warn', critical: 'bad' };

/** Aman, waspada, kritis: the word and the colour. */
export function BandBadge({ band }: { readonly band: Band }) {
  const t = useMessages('common');
  return <Badge tone={TONES[band]}>{t(`band.${band}`)}</Badge>;
}
