import type { NextDay } from '../../api/retention';
import type { Day } from '../../format/days';

/** Whether a day goes by age, stays because somebody holds it, or is old enough and still waits. */
export function standingOf({ goesOn, isHeld }: NextDay, today: Day): 'held' | 'waits' | 'goes' {
  if (isHeld) return 'held';
  // On its own day it may go at any minute: that is no waiting.
  return goesOn < today ? 'waits' : 'goes';
}
