import { describe, expect, it } from 'vitest';
import type { Tracker } from '../../api/trackers';
import { byUrgency, commandOf, standingOf } from './tracker-standing';

const NOW = Date.UTC(2026, 10, 30);
const DAY = 24 * 3_600_000;
const tracker = (deviceId: string, more: Partial<Tracker> = {}): Tracker => ({
  deviceId,
  vehicleId: undefined,
  vehicleName: undefined,
  plate: undefined,
  state: 'active',
  expiresMs: NOW + 700 * DAY,
  revocation: undefined,
  codeUntilMs: undefined,
  ...more,
});

describe('a tracker', () => {
  it('stands by its certificate, and by the code that waits for it before that', () => {
    expect(standingOf(tracker('a'), NOW)).toBe('active');
    expect(standingOf(tracker('a', { expiresMs: NOW + 20 * DAY }), NOW)).toBe('ending');
    expect(standingOf(tracker('a', { state: 'expired' }), NOW)).toBe('expired');
    expect(standingOf(tracker('a', { state: 'revoked' }), NOW)).toBe('revoked');
    expect(standingOf(tracker('a', { state: 'none', expiresMs: undefined }), NOW)).toBe('foreign');
    expect(standingOf(tracker('a', { state: 'revoked', codeUntilMs: NOW + 1 }), NOW)).toBe('waiting');
    expect(standingOf(tracker('a', { state: 'revoked', codeUntilMs: NOW - 1 }), NOW)).toBe('revoked');
  });

  it('comes first when it asks for something', () => {
    const all = [tracker('b'), tracker('a'), tracker('c', { state: 'expired' }), tracker('d', { codeUntilMs: NOW + 1 })];
    expect(byUrgency(all, NOW).map(({ deviceId }) => deviceId)).toEqual(['d', 'c', 'a', 'b']);
  });

  it('is enrolled by one line', () => {
    expect(commandOf({ code: '7KQM-4TXW', server: 'https://pantau.example:8443', fingerprint: 'ab12' })).toBe(
      'sudo pantau-agent enrol 7KQM-4TXW --server https://pantau.example:8443 --pin ab12',
    );
  });
});
