/** Placeholder until the page is written. */
export function EntryPage() {
  return null;
}
