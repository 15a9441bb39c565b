import { ID } from './id';

/** The Indonesian messages are the measure: English must have exactly the same pages and keys, which the compiler checks. */
export type Messages = { readonly [P in keyof typeof ID]: { readonly [K in keyof (typeof ID)[P]]: string } };
export type MessagePage = keyof typeof ID;
export type MessageKey<P extends MessagePage> = keyof (typeof ID)[P] & string;
export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * Puts values into a message: `{name}` is replaced; `{count|one item|# items}` chooses by number, `#` being the number itself.
 * Indonesian needs no plural, so only English messages use the second form.
 */
export function fillIn(message: string, values: MessageValues = {}): string {
  return message.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined || other === undefined) return String(value);
    return (Number(value) === 1 ? one : other).replaceAll('#', String(value));
  });
}

/** Loads English only when it is wanted. */
export async function loadMessages(language: 'id' | 'en'): Promise<Messages> {
  if (language === 'id') return ID;
  return (await import('./en')).EN;
}
