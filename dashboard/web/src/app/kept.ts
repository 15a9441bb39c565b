import type { Decoder } from '../api/decode';

/** What the browser remembers between visits, so that the entry page opens without a network. Decoded like any outside data. */
export function recall<T>(name: string, decoder: Decoder<T>): T | undefined {
  try {
    const stored = localStorage.getItem(name);
    return stored === null ? undefined : decoder(JSON.parse(stored), name);
  } catch {
    // Written by an older version, or by hand: as good as nothing.
    localStorage.removeItem(name);
    return undefined;
  }
}

export function keep(name: string, value: unknown): void {
  localStorage.setItem(name, JSON.stringify(value));
}

export function forget(name: string): void {
  localStorage.removeItem(name);
}
