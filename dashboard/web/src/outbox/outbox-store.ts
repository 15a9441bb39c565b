import type { Day } from '../format/days';
import type { Parcel } from './task';

/** An entry form as it was left, field by field as typed, so that it comes back exactly so. */
export interface SavedForm {
  readonly userId: number;
  readonly packageId: number;
  readonly date: Day;
  readonly savedAtMs: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Where parcels and half-filled forms survive a closed browser. */
export interface OutboxStore {
  listParcels(userId: number): Promise<readonly Parcel[]>;
  putParcel(parcel: Parcel): Promise<void>;
  deleteParcel(key: string): Promise<void>;
  listForms(userId: number): Promise<readonly SavedForm[]>;
  putForm(form: SavedForm): Promise<void>;
  deleteForm(userId: number, packageId: number, date: Day): Promise<void>;
}

const NAME = 'pantau-outbox';
const VERSION = 1;

/** Opens the store of this browser. Refuses where the browser keeps none (some private windows): the caller says so. */
export async function openOutboxStore(factory: IDBFactory = indexedDB): Promise<OutboxStore> {
  const database = await openDatabase(factory);
  const run = <T>(store: 'parcels' | 'forms', mode: IDBTransactionMode, work: (s: IDBObjectStore) => IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      // Resolve on the transaction, not on the request: only then is it on disk.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error(`${store} ${mode} aborted`));
    });
  return {
    listParcels: async (userId) => {
      const parcels: readonly Parcel[] = await run('parcels', 'readonly', (s) => s.index('user').getAll(userId));
      return [...parcels].sort((a, b) => a.madeAtMs - b.madeAtMs);
    },
    putParcel: async (parcel) => void (await run('parcels', 'readwrite', (s) => s.put(parcel))),
    deleteParcel: async (key) => void (await run('parcels', 'readwrite', (s) => s.delete(key))),
    listForms: (userId) => run('forms', 'readonly', (s) => s.index('user').getAll(userId)),
    putForm: async (form) => void (await run('forms', 'readwrite', (s) => s.put(form))),
    deleteForm: async (userId, packageId, date) =>
      void (await run('forms', 'readwrite', (s) => s.delete([userId, packageId, date]))),
  };
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const parcels = request.result.createObjectStore('parcels', { keyPath: 'key' });
      parcels.createIndex('user', 'userId');
      const forms = request.result.createObjectStore('forms', { keyPath: ['userId', 'packageId', 'date'] });
      forms.createIndex('user', 'userId');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(`cannot open ${NAME}`));
    request.onblocked = () => reject(new Error(`${NAME} is held open by an older page`));
  });
}

/** Keeps everything only as long as the page lives: the honest stand-in where the browser keeps nothing. */
export function createMemoryStore(): OutboxStore {
  const parcels = new Map<string, Parcel>();
  const forms = new Map<string, SavedForm>();
  const formKey = (userId: number, packageId: number, date: Day) => `${userId} ${packageId} ${date}`;
  return {
    listParcels: async (userId) =>
      [...parcels.values()].filter((p) => p.userId === userId).sort((a, b) => a.madeAtMs - b.madeAtMs),
    putParcel: async (parcel) => void parcels.set(parcel.key, parcel),
    deleteParcel: async (key) => void parcels.delete(key),
    listForms: async (userId) => [...forms.values()].filter((f) => f.userId === userId),
    putForm: async (form) => void forms.set(formKey(form.userId, form.packageId, form.date), form),
    deleteForm: async (userId, packageId, date) => void forms.delete(formKey(userId, packageId, date)),
  };
}
