import type { Outbox, Urgency } from './outbox';

const LOCK = 'pantau-outbox';
/** Without any event (the phone lies on the table with the page open) the outbox is looked at this often. */
const LOOK_EVERY_MS = 30_000;

/** Sends when the network comes back, when the page is looked at again, and when a parcel becomes due. Returns the removal. */
export function attachTriggers(outbox: Outbox, page: Window): () => void {
  let timer = 0;
  let attached = true;
  const schedule = () => {
    if (!attached) return;
    page.clearTimeout(timer);
    const due = outbox.nextDueMs();
    if (due === undefined) return;
    const pause = Math.min(LOOK_EVERY_MS, Math.max(50, due - Date.now()));
    timer = page.setTimeout(() => void run('due'), pause);
  };
  const run = async (urgency: Urgency) => {
    // One tab sends at a time, and looks first at what another has already sent. The key protects the collector in any case.
    const send = async () => {
      await outbox.load();
      await outbox.sendDue(urgency);
    };
    const { locks } = page.navigator;
    if (locks === undefined) await send();
    else await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock === null ? undefined : send()));
    schedule();
  };
  const hurry = () => void run('retry-now');
  const look = () => {
    // Leaving: no time for locks or for reading the disk, the request must start now.
    if (page.document.visibilityState === 'hidden') void outbox.sendDue('leaving');
    else hurry();
  };
  page.addEventListener('online', hurry);
  page.addEventListener('focus', hurry);
  page.document.addEventListener('visibilitychange', look);
  const unsubscribe = outbox.subscribe(schedule);
  hurry();
  return () => {
    attached = false;
    page.clearTimeout(timer);
    unsubscribe();
    page.removeEventListener('online', hurry);
    page.removeEventListener('focus', hurry);
    page.document.removeEventListener('visibilitychange', look);
  };
}
