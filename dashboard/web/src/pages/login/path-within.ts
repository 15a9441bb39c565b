/** Only a path of our own: an address from elsewhere in `?ke=` leads nowhere. */
export function pathWithin(wanted: string | null): string | undefined {
  if (wanted === null || !wanted.startsWith('/') || wanted.startsWith('//') || wanted.includes('\\')) return undefined;
  return wanted.startsWith('/masuk') ? undefined : wanted;
}
