/**
 * Reads a percentage as people type it: `41,5`, `41.5`, ` 41,5 % `. A percentage has no thousands, so either sign is the
 * decimal sign. Undefined when it is not a number.
 */
export function parsePercent(text: string): number | undefined {
  const bare = text.replace(/[\s%]/g, '');
  if (!/^\d{1,3}([.,]\d{0,4})?$/.test(bare)) return undefined;
  return Number(bare.replace(',', '.'));
}

/**
 * Reads whole Rupiah as people type it: `1.250.000.000`, `1250000000`, `Rp 1,25 miliar`, `250 juta`, `1.250.000,00`.
 * Undefined when it is not certain what was meant: `1.25` without a scale word could be either.
 */
export function parseRupiah(text: string): number | undefined {
  const match = /^(?:rp\.?)?\s*([\d.,\s]+?)\s*(ribu|rb|juta|jt|miliar|milyar|triliun|thousand|million|billion|trillion)?$/i.exec(
    text.trim(),
  );
  const digits = match?.[1]?.replace(/\s/g, '');
  if (digits === undefined || digits === '') return undefined;
  const scale = SCALES[match?.[2]?.toLowerCase() ?? ''] ?? 1;
  const value = scale === 1 ? wholeRupiah(digits) : scaledRupiah(digits);
  if (value === undefined) return undefined;
  const rupiah = value * scale;
  return Number.isSafeInteger(Math.round(rupiah)) ? Math.round(rupiah) : undefined;
}

const SCALES: Readonly<Record<string, number>> = {
  ribu: 1e3,
  rb: 1e3,
  thousand: 1e3,
  juta: 1e6,
  jt: 1e6,
  million: 1e6,
  miliar: 1e9,
  milyar: 1e9,
  billion: 1e9,
  triliun: 1e12,
  trillion: 1e12,
};

function wholeRupiah(digits: string): number | undefined {
  if (/^\d+$/.test(digits)) return Number(digits);
  if (/^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(digits)) return Number(digits.replace(/\./g, '').replace(',', '.'));
  if (/^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(digits)) return Number(digits.replace(/,/g, ''));
  if (/^\d+[.,]\d{1,2}$/.test(digits) && digits.length > 6) return Number(digits.replace(',', '.'));
  return undefined;
}

function scaledRupiah(digits: string): number | undefined {
  return /^\d+([.,]\d+)?$/.test(digits) ? Number(digits.replace(',', '.')) : undefined;
}
