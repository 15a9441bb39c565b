import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { Position } from '../live/fleet';
import styles from './selected-marker.module.css';

const ARROW = 'M17 3 28 30 17 24.500 6 30Z';
const ROUND = 'M17 7a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z';
const SVG = 'http://www.w3.org/2000/svg';

/** The chosen vehicle: larger, with its plate, above all others. Glides from fix to fix. */
export class SelectedMarker {
  readonly #marker: Marker;
  readonly #arrow: SVGSVGElement;
  readonly #shape: SVGPathElement;
  readonly #plate: HTMLSpanElement;

  constructor(map: MapLibreMap, position: Position, plate: string) {
    const element = document.createElement('div');
    element.className = styles['marker'] ?? '';
    const halo = document.createElement('i');
    this.#arrow = document.createElementNS(SVG, 'svg');
    this.#arrow.setAttribute('viewBox', '0 0 34 34');
    this.#shape = document.createElementNS(SVG, 'path');
    this.#arrow.append(this.#shape);
    this.#plate = document.createElement('span');
    element.append(halo, this.#arrow, this.#plate);
    this.#marker = new Marker({ element }).setLngLat([position.lon, position.lat]).addTo(map);
    element.removeAttribute('aria-label');
    // The list beside the map says the same to those who cannot see it.
    element.setAttribute('aria-hidden', 'true');
    this.update(position, plate);
  }

  update(position: Position, plate: string): void {
    this.#marker.setLngLat([position.lon, position.lat]);
    this.#marker.getElement().dataset['state'] = position.state;
    this.#shape.setAttribute('d', position.state === 'moving' ? ARROW : ROUND);
    this.#arrow.style.transform = position.state === 'moving' ? `rotate(${position.courseDeg ?? 0}deg)` : '';
    this.#plate.textContent = plate;
  }

  remove(): void {
    this.#marker.remove();
  }
}
