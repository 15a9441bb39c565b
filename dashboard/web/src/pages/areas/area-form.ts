import type { AreaKind, AreaSheet } from '../../api/areas';

/** The same bounds as the collector's. */
export const MOST_BUFFER_M = 5_000;
export const MOST_RADIUS_M = 20_000;

/** What is typed beside the drawing. */
export interface AreaForm {
  readonly kind: AreaKind;
  readonly name: string;
  readonly buffer: string;
}

export function formOf(sheet: AreaSheet | undefined): AreaForm {
  return sheet === undefined ? { kind: 'geofence', name: '', buffer: '0' } : { kind: sheet.kind, name: sheet.name, buffer: String(sheet.bufferM) };
}

/** Undefined when it is none, or out of bounds. */
export function wholeMetres(typed: string, least: number, most: number): number | undefined {
  const plain = typed.trim();
  if (!/^\d{1,6}$/u.test(plain)) return undefined;
  const value = Number(plain);
  return value < least || value > most ? undefined : value;
}
