import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import styles from './pin-marker.module.css';

export interface PinPlace {
  readonly lat: number;
  readonly lon: number;
}

/** A few letters on a drop, for the handful of places that a card points at. The list beside the map says the same in words. */
export class PinMarker {
  readonly #marker: Marker;

  constructor(map: MapLibreMap, place: PinPlace, letters: string) {
    const element = document.createElement('div');
    element.className = styles['pin'] ?? '';
    const text = document.createElement('b');
    text.textContent = letters;
    element.append(text);
    this.#marker = new Marker({ element, anchor: 'bottom-left', offset: [-3, 0] }).setLngLat([place.lon, place.lat]).addTo(map);
    element.removeAttribute('aria-label');
    element.removeAttribute('role');
    element.removeAttribute('tabindex');
    element.setAttribute('aria-hidden', 'true');
  }

  update(place: PinPlace): void {
    this.#marker.setLngLat([place.lon, place.lat]);
  }

  remove(): void {
    this.#marker.remove();
  }
}
