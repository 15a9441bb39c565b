import { useEffect } from 'react';

/** Placeholder until the page is written. */
export function MapPage() {
  useEffect(() => {
    void import('../../map/engine');
  }, []);
  return null;
}
