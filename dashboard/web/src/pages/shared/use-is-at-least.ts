import { useCallback, useSyncExternalStore } from 'react';

/** Whether the window is at least so wide; for a page that shows something else, not only differently, when there is room. */
export function useIsAtLeast(widthPx: number): boolean {
  const query = `(min-width: ${widthPx}px)`;
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
