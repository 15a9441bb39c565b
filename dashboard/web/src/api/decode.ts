import { type Day, isDay } from '../format/days';

/** What came from outside is not what was promised. Names the place, so that a wrong field is found at once. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  constructor(path: string, expected: string, value: unknown) {
    super(`${path}: expected ${expected}, got ${JSON.stringify(value)?.slice(0, 80) ?? 'nothing'}`);
  }
}

/** Turns an unknown value into a known one, or throws a DecodeError. */
export type Decoder<T> = (value: unknown, path: string) => T;

export const text: Decoder<string> = (value, path) => {
  if (typeof value !== 'string') throw new DecodeError(path, 'a text', value);
  return value;
};

export const number: Decoder<number> = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new DecodeError(path, 'a number', value);
  return value;
};

export const boolean: Decoder<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new DecodeError(path, 'true or false', value);
  return value;
};

/** An ISO moment, as milliseconds since 1970. */
export const moment: Decoder<number> = (value, path) => {
  const ms = typeof value === 'string' && value.includes('T') ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw new DecodeError(path, 'a moment', value);
  return ms;
};

export const day: Decoder<Day> = (value, path) => {
  if (typeof value !== 'string' || !isDay(value)) throw new DecodeError(path, 'a day', value);
  return value;
};

export function oneOf<const T extends string>(...words: readonly T[]): Decoder<T> {
  return (value, path) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new DecodeError(path, `one of ${words.join(', ')}`, value);
    return found;
  };
}

export function list<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new DecodeError(path, 'a list', value);
    return value.map((entry: unknown, index) => item(entry, `${path}[${index}]`));
  };
}

/** The fields of one JSON object. */
export interface Fields {
  /** The field, which must be there. */
  get<T>(name: string, decoder: Decoder<T>): T;
  /** The field, or undefined where it is absent or null. */
  find<T>(name: string, decoder: Decoder<T>): T | undefined;
}

export function object<T>(read: (fields: Fields) => T): Decoder<T> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new DecodeError(path, 'an object', value);
    }
    const entries = new Map<string, unknown>(Object.entries(value));
    return read({
      get: (name, decoder) => decoder(entries.get(name), `${path}.${name}`),
      find: (name, decoder) => {
        const entry = entries.get(name);
        return entry === undefined || entry === null ? undefined : decoder(entry, `${path}.${name}`);
      },
    });
  };
}

/** `{items: […]}`, the shape of every list of the API. */
export function items<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return object((fields) => fields.get('items', list(item)));
}
