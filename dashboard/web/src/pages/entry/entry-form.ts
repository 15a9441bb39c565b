import type { Duty } from '../../api/activities';
import type { Day } from '../../format/days';
import { parsePercent, parseRupiah } from '../../format/parse';
import type { UpdateDraft } from '../../outbox/task';

/** The fields of the entry form as typed. Everything is text, so that a half-written number survives a closed browser. */
export interface EntryFields {
  readonly physical: string;
  readonly note: string;
  readonly money: string;
  readonly moneyConfirmed: string;
  readonly finished: string;
  readonly obstacleCode: string;
  readonly obstacleText: string;
  readonly helpFrom: string;
  readonly obstacleDue: string;
  readonly correctionReason: string;
}

export type EntryField = keyof EntryFields;

export const EMPTY_FIELDS: EntryFields = {
  physical: '',
  note: '',
  money: '',
  moneyConfirmed: '',
  finished: '',
  obstacleCode: '',
  obstacleText: '',
  helpFrom: '',
  obstacleDue: '',
  correctionReason: '',
};

export const YES = 'yes';
/** A note longer than this is a letter, not a sentence; the collector keeps no more. */
export const NOTE_LIMIT = 500;
/** "ok" explains nothing; the collector wants as much. */
const SHORTEST_REASON = 3;
/** A sum this many times the last one is more often a slipped zero than a payment. */
const SUSPICIOUS_FACTOR = 10;

/** What stands in the way of sending, as keys of messages. */
export type EntryProblem =
  | { readonly kind: 'physical-not-a-number' }
  | { readonly kind: 'physical-out-of-range' }
  | { readonly kind: 'nothing-said' }
  | { readonly kind: 'money-not-a-number' }
  /** Above the ceiling, or many times the last sum: to be read in words and confirmed. */
  | { readonly kind: 'money-above-pagu' }
  | { readonly kind: 'money-confirm' }
  | { readonly kind: 'obstacle-needs-code' }
  | { readonly kind: 'obstacle-needs-text' }
  | { readonly kind: 'note-too-long' }
  | { readonly kind: 'needs-reason' }
  | { readonly kind: 'reason-too-short' };

export interface EntryCheck {
  readonly problems: ReadonlyMap<EntryField, EntryProblem>;
  /** The report to send; undefined while a problem stands. */
  readonly update: UpdateDraft | undefined;
  readonly isCorrection: boolean;
}

/** What counts as already known: today's own report when it is being corrected, else the last one before. */
export function knownValues(duty: Duty): { readonly physicalPct: number; readonly financialRp: number } {
  return duty.today ?? duty.previous ?? duty;
}

/** Reads the form and says what is missing. Pure: the same text always gives the same answer. */
export function checkEntry(fields: EntryFields, duty: Duty, date: Day): EntryCheck {
  const problems = new Map<EntryField, EntryProblem>();
  const known = knownValues(duty);
  const physicalPct = readPhysical(fields, problems);
  const financialRp = readMoney(fields, duty, problems);
  const note = fields.note.trim();
  if (note.length > NOTE_LIMIT) problems.set('note', { kind: 'note-too-long' });
  const obstacle = readObstacle(fields, problems);
  const isFinished = fields.finished === YES && physicalPct === 100;

  const falls =
    (physicalPct !== undefined && physicalPct < known.physicalPct) ||
    (financialRp !== undefined && financialRp < known.financialRp);
  const isCorrection = duty.today !== undefined || falls;
  const reason = fields.correctionReason.trim();
  if (isCorrection && reason === '') problems.set('correctionReason', { kind: 'needs-reason' });
  else if (isCorrection && reason.length < SHORTEST_REASON) problems.set('correctionReason', { kind: 'reason-too-short' });

  const said =
    physicalPct !== undefined || financialRp !== undefined || note !== '' || obstacle !== undefined;
  if (!said && problems.size === 0) problems.set('physical', { kind: 'nothing-said' });
  if (problems.size > 0) return { problems, update: undefined, isCorrection };
  return {
    problems,
    isCorrection,
    update: {
      date,
      kind: 'progress',
      // A sentence alone says that the work stands where it stood: the collector wants the figure with it.
      physicalPct: physicalPct ?? known.physicalPct,
      ...(financialRp === undefined ? {} : { financialRp }),
      ...(fields.moneyConfirmed === String(financialRp) ? { confirmedFinancialRp: Number(fields.moneyConfirmed) } : {}),
      ...(note === '' ? {} : { note }),
      ...(isFinished ? { state: 'finished' } : {}),
      ...(obstacle === undefined ? {} : { obstacle }),
      ...(isCorrection ? { correctionReason: reason } : {}),
    },
  };
}

function readPhysical(fields: EntryFields, problems: Map<EntryField, EntryProblem>): number | undefined {
  if (fields.physical.trim() === '') return undefined;
  const value = parsePercent(fields.physical);
  if (value === undefined) problems.set('physical', { kind: 'physical-not-a-number' });
  else if (value > 100) problems.set('physical', { kind: 'physical-out-of-range' });
  return value;
}

function readMoney(fields: EntryFields, duty: Duty, problems: Map<EntryField, EntryProblem>): number | undefined {
  if (fields.money.trim() === '') return undefined;
  const value = parseRupiah(fields.money);
  if (value === undefined) problems.set('money', { kind: 'money-not-a-number' });
  // The confirmation holds for this very sum: a further digit asks again.
  else if (fields.moneyConfirmed !== String(value)) {
    if (value > duty.paguRp) problems.set('money', { kind: 'money-above-pagu' });
    else if (isSuspicious(value, knownValues(duty).financialRp)) problems.set('money', { kind: 'money-confirm' });
  }
  return value;
}

function isSuspicious(value: number, known: number): boolean {
  return known > 0 && value > known * SUSPICIOUS_FACTOR;
}

function readObstacle(fields: EntryFields, problems: Map<EntryField, EntryProblem>): UpdateDraft['obstacle'] {
  const code = fields.obstacleCode;
  const text = fields.obstacleText.trim();
  const helpFrom = fields.helpFrom.trim();
  if (code === '' && text === '' && helpFrom === '') return undefined;
  if (code === '') problems.set('obstacleCode', { kind: 'obstacle-needs-code' });
  if (text === '') problems.set('obstacleText', { kind: 'obstacle-needs-text' });
  return {
    code,
    text,
    ...(helpFrom === '' ? {} : { helpFrom }),
    ...(fields.obstacleDue === '' ? {} : { dueDate: fields.obstacleDue }),
  };
}

/** What was sent, back in the form, so that it can be changed and sent again. */
export function fieldsOfUpdate(mine: UpdateDraft, duty: Duty): EntryFields {
  return {
    ...EMPTY_FIELDS,
    physical: String(mine.physicalPct ?? duty.physicalPct).replace('.', ','),
    note: mine.note ?? '',
    money: mine.financialRp === undefined ? '' : String(mine.financialRp),
    moneyConfirmed: mine.confirmedFinancialRp === undefined ? '' : String(mine.confirmedFinancialRp),
    finished: mine.state === 'finished' ? YES : '',
    obstacleCode: mine.obstacle?.code ?? '',
    obstacleText: mine.obstacle?.text ?? '',
    helpFrom: mine.obstacle?.helpFrom ?? '',
    obstacleDue: mine.obstacle?.dueDate ?? '',
    correctionReason: mine.correctionReason ?? '',
  };
}

/** Worst first: critical, then watch, then by how far behind; what is done sinks to the end. */
export function sortByRisk(duties: readonly Duty[], isDone: (duty: Duty) => boolean): readonly Duty[] {
  const rank = { critical: 0, watch: 1, 'on-track': 2 } as const;
  return [...duties].sort(
    (a, b) =>
      Number(isDone(a)) - Number(isDone(b)) ||
      rank[a.band] - rank[b.band] ||
      a.deviationPts - b.deviationPts ||
      a.id - b.id,
  );
}
