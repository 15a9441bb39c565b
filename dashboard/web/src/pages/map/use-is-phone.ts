import { useSyncExternalStore } from 'react';

const phone = window.matchMedia('(max-width: 699px)');

function subscribe(listener: () => void): () => void {
  phone.addEventListener('change', listener);
  return () => phone.removeEventListener('change', listener);
}

/** For what style sheets cannot do: two arrangements of the same parts. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => phone.matches);
}
