import { type Day, daysBetween } from '../../format/days';
import type { Tone } from '../../ui';

/** Time enough to go to the Samsat office without paying a fine. */
const NEAR_DAYS = 14;

export interface DueStanding {
  readonly tone: Tone;
  /** Negative: so many days late. */
  readonly daysLeft: number;
}

export function standingOf(on: Day, today: Day): DueStanding {
  const daysLeft = daysBetween(today, on);
  return { daysLeft, tone: daysLeft < 0 ? 'bad' : daysLeft <= NEAR_DAYS ? 'warn' : 'mute' };
}
