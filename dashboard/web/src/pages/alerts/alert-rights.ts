import type { Alert, DeedKind } from '../../api/alerts';
import type { User } from '../../api/session';

/** What this reader may do with it now, the likeliest first. The agency explains, the command centre judges; nobody does both. */
export function deedsOf(alert: Alert, user: User): readonly DeedKind[] {
  const isDone = alert.state === 'done';
  switch (user.role) {
    case 'leader':
    case 'verifier':
    case 'cc-operator':
      return judged(alert);
    case 'technician':
      return alert.isOfDevice ? judged(alert) : [];
    case 'opd-head':
    case 'opd-operator':
      return !isDone && user.opdId === alert.opdId ? ['clarify'] : [];
    case 'admin':
    case 'wall':
      return [];
    default:
      return user.role satisfies never;
  }
}

function judged(alert: Alert): readonly DeedKind[] {
  if (alert.state === 'done') return ['reopen'];
  return alert.state === 'new' ? ['acknowledge', 'close'] : ['close'];
}

/** Nothing is noted for a follow-up before the agency could explain; the collector refuses it too. */
export function mayBeNoted(alert: Alert, nowMs: number): boolean {
  return alert.isClarified || nowMs >= alert.clarifyUntilMs;
}
