/** Placeholder until the page is written. */
export function CompliancePage() {
  return null;
}
