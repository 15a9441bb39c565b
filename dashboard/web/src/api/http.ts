import { type Decoder, list, number, object, text } from './decode';

const BASE = '/api/v1';
const GIVE_UP_MS = 20_000;

export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** The collector refused, in words for the reader. `code` is for the program, `detail` for the person. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fieldErrors: readonly FieldError[];

  constructor(status: number, code: string, detail: string, fieldErrors: readonly FieldError[] = []) {
    super(`${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.fieldErrors = fieldErrors;
  }
}

/** The collector was not reached, or did not answer in time. Nothing is known about whether it acted. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

const decodeProblem = object((fields) => ({
  status: fields.find('status', number),
  code: fields.find('code', text),
  title: fields.find('title', text),
  detail: fields.find('detail', text),
  errors: fields.find(
    'errors',
    list(
      object((error) => ({
        field: error.get('field', text),
        code: error.get('code', text),
        message: error.get('message', text),
      })),
    ),
  ),
}));

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Request {
  readonly query?: Query;
  readonly signal?: AbortSignal | undefined;
  readonly idempotencyKey?: string;
  /** An answer that stays valid as long as the browser says so, like map features. */
  readonly cache?: RequestCache;
}

type SessionListener = () => void;
const sessionListeners = new Set<SessionListener>();

/** Told whenever an answer says that nobody is logged in any more. Returns the removal. */
export function onSessionLost(listener: SessionListener): () => void {
  sessionListeners.add(listener);
  return () => sessionListeners.delete(listener);
}

let onDate: ((serverTimeMs: number) => void) | undefined;

/** Told the collector's time of each answer, to the second. */
export function setServerDateListener(listener: (serverTimeMs: number) => void): void {
  onDate = listener;
}

export async function getJson<T>(path: string, decoder: Decoder<T>, request: Request = {}): Promise<T> {
  const response = await send('GET', path, undefined, request);
  return decoder(await bodyOf(response), path);
}

export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  decoder: Decoder<T>,
  request: Request = {},
): Promise<T> {
  const response = await send(method, path, body, request);
  return decoder(response.status === 204 ? undefined : await bodyOf(response), path);
}

/** For answers without a body. */
export const nothing: Decoder<undefined> = () => undefined;

async function send(method: string, path: string, body: unknown, request: Request): Promise<Response> {
  const timeout = AbortSignal.timeout(GIVE_UP_MS);
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang };
  if (body !== undefined) headers['Content-Type'] = body instanceof Blob ? body.type : 'application/json';
  if (request.idempotencyKey !== undefined) headers['Idempotency-Key'] = request.idempotencyKey;
  let response: Response;
  try {
    response = await fetch(urlOf(path, request.query), {
      method,
      headers,
      credentials: 'same-origin',
      cache: request.cache ?? 'no-store',
      signal: request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]),
      ...contentOf(body),
    });
  } catch (error) {
    if (request.signal?.aborted === true) throw error;
    throw new NoConnection(`${method} ${path}`, { cause: error });
  }
  const serverTimeMs = Date.parse(response.headers.get('Date') ?? '');
  if (!Number.isNaN(serverTimeMs)) onDate?.(serverTimeMs);
  if (response.ok) return response;
  throw await problemOf(response);
}

/** JSON, or a file as it is. */
function contentOf(body: unknown): RequestInit {
  if (body === undefined) return {};
  if (body instanceof Blob) return { body };
  // A report that is sent while the page is being left still arrives.
  return { body: JSON.stringify(body), keepalive: true };
}

async function problemOf(response: Response): Promise<Error> {
  let problem: ReturnType<typeof decodeProblem> | undefined;
  try {
    problem = decodeProblem(await response.json(), 'problem');
  } catch {
    // A proxy in between answers in HTML: the status is all that is known.
    problem = undefined;
  }
  // 502 to 504 come from what stands before the collector: it was not reached.
  if (problem?.code === undefined && response.status >= 502 && response.status <= 504) {
    return new NoConnection(`${response.status} ${response.url}`);
  }
  const code = problem?.code ?? `http-${response.status}`;
  if (response.status === 401 && code !== 'wrong-password') for (const listener of sessionListeners) listener();
  return new ApiProblem(response.status, code, problem?.detail ?? problem?.title ?? '', problem?.errors);
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new NoConnection(`cut off: ${response.url}`, { cause: error });
  }
}

export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return `${BASE}${path}${text === '' ? '' : `?${text}`}`;
}
