/** Placeholder until the page is written. */
export function ProgressPage() {
  return null;
}
