/** Above this many points between work and money the gap is named. */
const NAMED_GAP_PTS = 30;
/** An advance of up to this share may be paid before any work is done. */
const ADVANCE_PTS = 30;

export type MoneyGap =
  | { readonly kind: 'none' }
  /** Work is ahead of payment: usual, because small contractors draw only the advance. Not a reproach. */
  | { readonly kind: 'not-billed'; readonly gapPts: number }
  /** Paid further than work and an advance explain: to be looked into. */
  | { readonly kind: 'paid-ahead'; readonly gapPts: number };

export function moneyGap(physicalPct: number, financialPct: number): MoneyGap {
  const gapPts = physicalPct - financialPct;
  if (gapPts > NAMED_GAP_PTS) return { kind: 'not-billed', gapPts };
  if (-gapPts > ADVANCE_PTS) return { kind: 'paid-ahead', gapPts: -gapPts };
  return { kind: 'none' };
}
