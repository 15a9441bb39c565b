import type { useFormats } from '../../app/region';
import type { useMessages } from '../../i18n/language';

const HECTARE_M2 = 10_000;
const KM2_M2 = 1_000_000;
/** From here on nobody thinks in hectares. */
const LARGE_M2 = 5 * KM2_M2;

/** How large an area is, in the unit that fits. */
export function sizeWords(m2: number, formats: ReturnType<typeof useFormats>, t: ReturnType<typeof useMessages<'areas'>>): string {
  if (m2 >= LARGE_M2) return t('sizeKm2', { size: formats.decimal(m2 / KM2_M2, 1) });
  return m2 >= HECTARE_M2 ? t('sizeHa', { size: formats.decimal(m2 / HECTARE_M2, 1) }) : t('sizeM2', { size: formats.count(m2) });
}
