import type { Day } from '../format/days';

/** What an operator reports about one activity on one day. Absent means "not said", never zero. */
export interface UpdateDraft {
  readonly date: Day;
  readonly kind: 'nihil' | 'progress';
  readonly physicalPct?: number;
  readonly financialRp?: number;
  readonly note?: string;
  readonly state?: string;
  readonly obstacle?: ObstacleDraft;
  readonly correctionReason?: string;
  /** The same sum once more, where a person was asked whether it is meant. */
  readonly confirmedFinancialRp?: number;
}

export interface ObstacleDraft {
  readonly code: string;
  readonly text: string;
  readonly helpFrom?: string;
  readonly dueDate?: Day;
}

/** One thing that must reach the collector. Its key is made on the phone, so sending it twice stores it once. */
export type Task =
  | { readonly kind: 'update'; readonly packageId: number; readonly update: UpdateDraft }
  | { readonly kind: 'nihil'; readonly date: Day; readonly packageIds: readonly number[] };

export type Phase =
  /** Kept on the phone, not yet at the collector: no signal, or the time to undo still runs. */
  | { readonly kind: 'waiting'; readonly notBeforeMs: number; readonly attempts: number }
  /** The collector has another report of the same day: a person must choose. */
  | { readonly kind: 'conflict'; readonly message: string }
  /** The collector has refused it and said why: a person must change it or drop it. */
  | { readonly kind: 'refused'; readonly message: string; readonly fields: readonly FieldProblem[] };

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export interface Parcel {
  readonly key: string;
  readonly userId: number;
  readonly madeAtMs: number;
  readonly task: Task;
  readonly phase: Phase;
}

/** What the collector, or the missing network, answered. */
export type SendOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'conflict'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string; readonly fields: readonly FieldProblem[] }
  /** No network, an overloaded collector, an expired session: the same parcel is sent again later. */
  | { readonly kind: 'later' };

export function packagesOf(task: Task): readonly number[] {
  return task.kind === 'update' ? [task.packageId] : task.packageIds;
}

export function dayOfTask(task: Task): Day {
  return task.kind === 'update' ? task.update.date : task.date;
}
