import { type Decoder, number, object, oneOf, text } from './decode';
import { getJson, nothing, sendJson } from './http';

export const ROLES = [
  'leader',
  'opd-head',
  'opd-operator',
  'verifier',
  'cc-operator',
  'technician',
  'admin',
  'wall',
] as const;
export type Role = (typeof ROLES)[number];

/** Who is logged in. */
export interface User {
  readonly id: number;
  readonly userName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly opdId: number | undefined;
  readonly opdName: string | undefined;
  readonly language: 'id' | 'en';
}

export const decodeUser: Decoder<User> = object((fields) => ({
  id: fields.get('id', number),
  userName: fields.get('userName', text),
  displayName: fields.get('displayName', text),
  role: fields.get('role', oneOf(...ROLES)),
  opdId: fields.find('opdId', number),
  opdName: fields.find('opdName', text),
  language: fields.find('language', oneOf('id', 'en')) ?? 'id',
}));

const decodeSession: Decoder<User> = object((fields) => fields.get('user', decodeUser));

export type Credentials = { readonly userName: string; readonly password: string } | { readonly wallToken: string };

export const fetchSession = (signal?: AbortSignal): Promise<User> => getJson('/session', decodeSession, { signal });
export const openSession = (credentials: Credentials): Promise<User> =>
  sendJson('POST', '/session', credentials, decodeSession);
export const closeSession = (): Promise<undefined> => sendJson('DELETE', '/session', undefined, nothing);
