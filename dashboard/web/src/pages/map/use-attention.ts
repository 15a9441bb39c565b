import { useEffect } from 'react';
import { ApiProblem, NoConnection } from '../../api/http';
import { lookAt } from '../../api/vehicles';

/** The collector keeps a vehicle in attention for 90 seconds. */
const AGAIN_MS = 30_000;

/** As long as this vehicle is before somebody's eyes, its tracker tells every second where it is. */
export function useAttention(vehicleId: number): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') lookAt(vehicleId).catch(withoutIt);
    };
    look();
    const timer = window.setInterval(look, AGAIN_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [vehicleId]);
}

/** Then it is seen every 15 seconds, and the page says elsewhere when the collector is not reached. */
function withoutIt(error: unknown): void {
  if (!(error instanceof ApiProblem || error instanceof NoConnection)) throw error;
}
