import type { Tracker } from '../../api/trackers';

/** What a technician must know first. Pure. */
export type Standing = 'waiting' | 'revoked' | 'expired' | 'ending' | 'active' | 'foreign';

/** Time enough to visit a vehicle. */
const ENDING_MS = 60 * 24 * 3_600_000;

export function standingOf(tracker: Tracker, nowMs: number): Standing {
  if (tracker.codeUntilMs !== undefined && tracker.codeUntilMs > nowMs) return 'waiting';
  switch (tracker.state) {
    case 'revoked':
      return 'revoked';
    case 'expired':
      return 'expired';
    case 'none':
      return 'foreign';
    case 'active':
      return (tracker.expiresMs ?? nowMs) - nowMs < ENDING_MS ? 'ending' : 'active';
    default:
      return tracker.state satisfies never;
  }
}

const ORDER: readonly Standing[] = ['waiting', 'expired', 'ending', 'revoked', 'active', 'foreign'];

/** What asks for something first. */
export function byUrgency(trackers: readonly Tracker[], nowMs: number): readonly Tracker[] {
  const rank = (tracker: Tracker) => ORDER.indexOf(standingOf(tracker, nowMs));
  return trackers.toSorted((a, b) => rank(a) - rank(b) || a.deviceId.localeCompare(b.deviceId));
}

/** What is typed on the tracker: all of it, for a card that knows neither address nor authority. */
export function commandOf(code: { readonly code: string; readonly server: string; readonly fingerprint: string }): string {
  return `sudo pantau-agent enrol ${code.code} --server ${code.server} --pin ${code.fingerprint}`;
}
