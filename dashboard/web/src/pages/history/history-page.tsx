/** Placeholder until the page is written. */
export function HistoryPage() {
  return null;
}
