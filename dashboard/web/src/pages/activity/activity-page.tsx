/** Placeholder until the page is written. */
export function ActivityPage() {
  return null;
}
