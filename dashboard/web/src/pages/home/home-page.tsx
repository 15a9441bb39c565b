/** Placeholder until the page is written. */
export function HomePage() {
  return null;
}
