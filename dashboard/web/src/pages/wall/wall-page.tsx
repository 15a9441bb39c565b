/** Placeholder until the page is written. */
export function WallPage() {
  return null;
}
