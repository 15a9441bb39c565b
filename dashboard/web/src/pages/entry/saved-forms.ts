import { useCallback, useEffect, useRef, useState } from 'react';
import type { Day } from '../../format/days';
import type { OutboxStore, SavedForm } from '../../outbox/outbox-store';
import { EMPTY_FIELDS, type EntryFields } from './entry-form';

/** A form is written to the disk so long after the last key, and at once when the page is left. */
const REST_MS = 300;

export interface SavedForms {
  find(packageId: number): EntryFields | undefined;
  savedAtMs(packageId: number): number | undefined;
  save(packageId: number, fields: EntryFields): void;
  /** Like save, but seen at once by a form that opens now. */
  put(packageId: number, fields: EntryFields): void;
  forget(packageId: number): void;
}

/** Half-filled forms of one day, kept on the phone with every change. */
export function useSavedForms(store: OutboxStore, userId: number, date: Day, nowMs: () => number): SavedForms {
  const [forms, setForms] = useState<ReadonlyMap<number, SavedForm>>(new Map());
  const unsaved = useRef(new Map<number, SavedForm>());
  const timer = useRef(0);

  useEffect(() => {
    let isWanted = true;
    void store.listForms(userId).then((saved) => {
      if (isWanted) setForms(new Map(saved.filter((form) => form.date === date).map((form) => [form.packageId, form])));
    });
    return () => {
      isWanted = false;
    };
  }, [store, userId, date]);

  const write = useCallback(() => {
    window.clearTimeout(timer.current);
    for (const form of unsaved.current.values()) {
      void store.putForm(form).then(() => setForms((all) => new Map(all).set(form.packageId, form)));
    }
    unsaved.current.clear();
  }, [store]);

  useEffect(() => {
    window.addEventListener('pagehide', write);
    return () => {
      window.removeEventListener('pagehide', write);
      write();
    };
  }, [write]);

  const save = useCallback(
    (packageId: number, fields: EntryFields): SavedForm => {
      const form = { userId, packageId, date, savedAtMs: nowMs(), fields: { ...fields } };
      unsaved.current.set(packageId, form);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(write, REST_MS);
      return form;
    },
    [userId, date, nowMs, write],
  );
  const put = useCallback(
    (packageId: number, fields: EntryFields) => {
      const form = save(packageId, fields);
      setForms((all) => new Map(all).set(packageId, form));
    },
    [save],
  );
  const forget = useCallback(
    (packageId: number) => {
      unsaved.current.delete(packageId);
      setForms((all) => new Map([...all].filter(([id]) => id !== packageId)));
      void store.deleteForm(userId, packageId, date);
    },
    [store, userId, date],
  );
  return {
    find: (packageId) => {
      const fields = forms.get(packageId)?.fields;
      return fields === undefined ? undefined : { ...EMPTY_FIELDS, ...fields };
    },
    savedAtMs: (packageId) => forms.get(packageId)?.savedAtMs,
    save,
    put,
    forget,
  };
}
