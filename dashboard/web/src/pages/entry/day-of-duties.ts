import type { Duties, Duty } from '../../api/activities';
import type { Day } from '../../format/days';
import { findParcel } from '../../outbox/outbox';
import type { Parcel } from '../../outbox/task';

/** Where one activity stands today, the collector's word and the phone's own taken together. */
export type DutyStanding =
  | { readonly kind: 'open' }
  /** On the phone, on its way. */
  | { readonly kind: 'kept'; readonly parcel: Parcel }
  /** At the collector. */
  | { readonly kind: 'stored' }
  /** Refused or in conflict: a person must look. */
  | { readonly kind: 'attention'; readonly parcel: Parcel };

export interface DutyView {
  readonly duty: Duty;
  readonly standing: DutyStanding;
}

export interface DayView {
  readonly open: readonly DutyView[];
  readonly attention: readonly DutyView[];
  /** Stored or on its way, the newest last. */
  readonly reported: readonly DutyView[];
  /** Not due today; may be reported all the same. */
  readonly optional: readonly DutyView[];
  readonly dueCount: number;
  readonly doneCount: number;
  /** Everything that was due is at the collector. */
  readonly isStored: boolean;
}

export function viewOfDay(duties: Duties, parcels: readonly Parcel[]): DayView {
  const views = duties.items.map((duty): DutyView => ({ duty, standing: standingOf(duty, parcels, duties.date) }));
  const due = views.filter(({ duty }) => duty.isDue);
  const isReported = ({ standing }: DutyView) => standing.kind === 'stored' || standing.kind === 'kept';
  const reported = views.filter(isReported);
  const attention = views.filter(({ standing }) => standing.kind === 'attention');
  return {
    open: due.filter(({ standing }) => standing.kind === 'open'),
    attention,
    reported,
    optional: views.filter(({ duty, standing }) => !duty.isDue && standing.kind === 'open'),
    dueCount: due.length,
    doneCount: due.filter(isReported).length,
    isStored: attention.length === 0 && views.every(({ duty, standing }) => !duty.isDue || standing.kind === 'stored'),
  };
}

function standingOf(duty: Duty, parcels: readonly Parcel[], date: Day): DutyStanding {
  const parcel = findParcel(parcels, duty.id, date);
  if (parcel !== undefined) return { kind: parcel.phase.kind === 'waiting' ? 'kept' : 'attention', parcel };
  return { kind: duty.isDone ? 'stored' : 'open' };
}

/**
 * Yesterday's list on a morning without signal: the same activities are taken as due again, with yesterday's values as the
 * last known ones. The collector's own list replaces it as soon as it is reached.
 */
export function rollForward(duties: Duties, today: Day): Duties {
  if (duties.date >= today) return duties;
  return {
    ...duties,
    date: today,
    doneCount: 0,
    reminders: [],
    items: duties.items.map(({ today: last, ...duty }) => ({
      ...duty,
      isDone: false,
      today: undefined,
      previous: last ?? duty.previous,
    })),
  };
}

/** Minutes until a local time of day like "17:00"; negative when it has passed. */
export function minutesUntil(cutOff: string, clock: string): number {
  const minutesOf = (text: string) => {
    const [hours = 0, minutes = 0] = text.split(/[.:]/).map(Number);
    return hours * 60 + minutes;
  };
  return minutesOf(cutOff) - minutesOf(clock);
}

/** The last different sentences of the agency, to be used again with one tap. */
export function lastPhrases(duties: Duties, count: number): readonly string[] {
  const notes = duties.items.flatMap(({ today, previous, lastUpdate }) => [today?.note, previous?.note, lastUpdate?.note]);
  return [...new Set(notes.filter((note) => note !== undefined))].slice(0, count);
}
