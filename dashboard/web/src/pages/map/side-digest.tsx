/** Filled in below. */
export function SideDigest() {
  return null;
}
