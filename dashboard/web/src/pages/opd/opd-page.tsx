/** Placeholder until the page is written. */
export function OpdPage() {
  return null;
}
