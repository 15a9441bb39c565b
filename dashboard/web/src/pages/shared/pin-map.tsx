import { useEffect, useRef, useState } from 'react';
import { MapCanvas, type MapStage, isAlive } from '../../map/map-canvas';
import styles from './pin-map.module.css';

export interface Pin {
  readonly id: number;
  readonly letters: string;
  readonly lat: number;
  readonly lon: number;
}

interface PinMapProps {
  readonly pins: readonly Pin[];
  readonly label: string;
  readonly heightPx: number;
}

/** Pins in a card keep clear of its edges; a single pin is shown with the country around it. */
const PADDING_PX = { top: 64, right: 56, bottom: 36, left: 44 };
/** How far before it scrolls into view the map is loaded: a leader who never gets there never pays for it. */
const AHEAD = '200px';

/** A still map with a few pins. The map library is loaded only when the card comes into view. */
export function PinMap({ pins, label, heightPx }: PinMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const [stage, setStage] = useState<MapStage>();
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new IntersectionObserver((entries) => setNear((near) => near || entries.some((entry) => entry.isIntersecting)), {
      rootMargin: AHEAD,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const [onReady] = useState(() => (ready: MapStage) => {
    setStage(ready);
    return () => setStage(undefined);
  });

  // The camera moves when other things are shown, not when they move a little.
  const shown = pins.map(({ id }) => id).join(' ');
  const latest = useRef(pins);
  useEffect(() => {
    latest.current = pins;
  });
  useEffect(() => {
    if (!isAlive(stage) || shown === '') return;
    const { map, engine } = stage;
    engine.showPoints(map, latest.current, PADDING_PX, false);
    if (latest.current.length === 1) map.setZoom(Math.min(map.getZoom(), 12));
  }, [stage, shown]);
  useEffect(() => {
    if (!isAlive(stage)) return;
    const markers = pins.map((pin) => new stage.engine.PinMarker(stage.map, pin, pin.letters));
    return () => markers.forEach((marker) => marker.remove());
  }, [stage, pins]);

  return (
    <div ref={box} className={styles.box} style={{ height: heightPx }}>
      {isNear && <MapCanvas label={label} onReady={onReady} isStill />}
    </div>
  );
}
