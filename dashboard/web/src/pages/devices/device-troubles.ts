import type { Device } from '../../api/devices';

/** What of a tracker needs a technician. Pure. */
export type Trouble = 'silent' | 'lost' | 'queue' | 'hot' | 'clock';

/** A parked tracker says every half hour that it lives; one of these may get lost. */
const SILENT_AFTER_MS = 70 * 60_000;
/** An hour of driving at one record a second, or a day of thinned track. */
const LONG_QUEUE = 300;
/** A Pi slows itself down at 80. */
const HOT_C = 75;

export function troublesOf(device: Device, nowMs: number): readonly Trouble[] {
  const troubles: Trouble[] = [];
  if (device.lastSeenMs === undefined || nowMs - device.lastSeenMs > SILENT_AFTER_MS) troubles.push('silent');
  if (device.gnssState === 'lost') troubles.push('lost');
  if ((device.journalDepth ?? 0) >= LONG_QUEUE) troubles.push('queue');
  if ((device.cpuTemperatureC ?? 0) >= HOT_C) troubles.push('hot');
  if (device.isClockTrusted === false) troubles.push('clock');
  return troubles;
}
