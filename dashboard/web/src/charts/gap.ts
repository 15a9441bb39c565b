import type { Day } from '../format/days';
import { type Curve, lastValueAt, valueAt } from './curve';

/** A piece of the area between plan and actual, as day numbers and per cent, with one sign throughout. */
export interface GapPiece {
  readonly behind: boolean;
  /** Corner points [x, pct] in drawing order. */
  readonly corners: readonly (readonly [x: number, pct: number])[];
}

/**
 * The area between the two curves up to today, cut where they cross, so that each piece is only "behind" or only "ahead".
 * `xOf` places a day on the drawing.
 */
export function gapPieces(curve: Curve, today: Day, xOf: (day: Day) => number): readonly GapPiece[] {
  const days = [...new Set([...curve.plan, ...curve.actual].map((point) => point.date).concat(today))]
    .filter((day) => day <= today)
    .sort();
  const samples = days.flatMap((day) => {
    const plan = valueAt(curve.plan, day);
    const actual = lastValueAt(curve.actual, day);
    return plan === undefined || actual === undefined ? [] : [{ x: xOf(day), plan, actual }];
  });
  const pieces: GapPiece[] = [];
  for (const [index, right] of samples.entries()) {
    const left = samples[index - 1];
    if (left === undefined) continue;
    const before = left.actual - left.plan;
    const after = right.actual - right.plan;
    if (before * after < 0) {
      const share = before / (before - after);
      const x = left.x + (right.x - left.x) * share;
      const pct = left.plan + (right.plan - left.plan) * share;
      pieces.push(piece(before < 0, [left.x, left.plan], [x, pct], [left.x, left.actual]));
      pieces.push(piece(after < 0, [x, pct], [right.x, right.plan], [right.x, right.actual]));
    } else if (before !== 0 || after !== 0) {
      pieces.push(
        piece(
          before + after < 0,
          [left.x, left.plan],
          [right.x, right.plan],
          [right.x, right.actual],
          [left.x, left.actual],
        ),
      );
    }
  }
  return pieces;
}

function piece(behind: boolean, ...corners: [number, number][]): GapPiece {
  return { behind, corners };
}
