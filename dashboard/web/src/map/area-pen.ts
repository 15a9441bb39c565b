import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { type GeoJSONSource, type MapMouseEvent, type Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { Outline } from '../api/areas';
import styles from './area-pen.module.css';
import { AreaReach } from './area-reach';
import type { Palette } from './palette';

interface Corner {
  readonly lat: number;
  readonly lon: number;
}

/** What the pen shows: the page has it, the pen only tells what somebody wants of it. */
export interface PenDrawing {
  /** What can be moved; of a circle only its middle. */
  readonly points: readonly Corner[];
  /** The outline that they make, or that is there while nobody has drawn; undefined while they enclose nothing. */
  readonly outline: Outline | undefined;
  readonly bufferM: number;
  readonly isClosed: boolean;
  /** The corner that somebody has chosen. */
  readonly chosen: number | undefined;
  /** Between two corners of a closed outline another may be put. */
  readonly mayInsert: boolean;
}

export interface PenListener {
  readonly onTap: (at: Corner) => void;
  readonly onMove: (index: number, at: Corner) => void;
  readonly onInsert: (after: number, at: Corner) => void;
  readonly onChoose: (index: number) => void;
  readonly onDrop: (index: number) => void;
  readonly onClose: () => void;
  readonly onUndo: () => void;
  /** What a corner is called for those who do not see it. */
  readonly nameOf: (index: number) => string;
}

const PEN = 'pen';
const LAYERS = ['pen-fill', 'pen-case', 'pen-line'] as const;
const STEP_PX = 4;
const LEAP_PX = 32;

/**
 * Draws an outline on the map. Corners are buttons that are dragged by mouse and finger and moved by arrow keys; what is taken away by
 * Delete goes. Owns its source, its markers and its handlers.
 */
export class AreaPen {
  readonly #map: MapLibreMap;
  readonly #palette: Palette;
  readonly #listener: PenListener;
  readonly #reach: AreaReach;
  readonly #aim = document.createElement('span');
  #markers: Marker[] = [];
  #drawing: PenDrawing = NOTHING;
  /** The corner that the keyboard is at; it stays there when the corners are made anew. */
  #focused: number | undefined;

  constructor(map: MapLibreMap, palette: Palette, listener: PenListener) {
    this.#map = map;
    this.#palette = palette;
    this.#listener = listener;
    this.#reach = new AreaReach(map, 'pen-reach');
  }

  add(): void {
    const map = this.#map;
    const { accent, panel } = this.#palette;
    this.#reach.add(accent);
    map.addSource(PEN, { type: 'geojson', data: EMPTY, tolerance: 0 });
    map.addLayer({ id: 'pen-fill', type: 'fill', source: PEN, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': accent, 'fill-opacity': 0.2 } });
    const layout = { 'line-join': 'round', 'line-cap': 'round' } as const;
    map.addLayer({ id: 'pen-case', type: 'line', source: PEN, layout, paint: { 'line-color': panel, 'line-width': 6, 'line-opacity': 0.8 } });
    map.addLayer({ id: 'pen-line', type: 'line', source: PEN, layout, paint: { 'line-color': accent, 'line-width': 3 } });
    this.#aim.className = styles['aim'] ?? '';
    this.#aim.setAttribute('aria-hidden', 'true');
    map.getContainer().append(this.#aim);
    map.doubleClickZoom.disable();
    map.getCanvas().style.cursor = 'crosshair';
    map.on('click', this.#tap);
    map.getContainer().addEventListener('keydown', this.#key);
  }

  update(drawing: PenDrawing): void {
    this.#drawing = drawing;
    this.#map.getCanvas().style.cursor = drawing.isClosed ? '' : 'crosshair';
    this.#aim.hidden = drawing.isClosed && drawing.points.length > 1;
    this.#draw(drawing.points, drawing.outline);
    // The browser takes the focus from what is removed; it comes back to the corner made anew.
    const focused = this.#focused;
    for (const marker of this.#markers) marker.remove();
    const corners = drawing.points.map((point, index) => this.#corner(point, index));
    const between = drawing.isClosed && drawing.mayInsert ? drawing.points.map((point, index) => this.#between(point, index)) : [];
    this.#markers = [...between, ...corners];
    if (focused !== undefined) corners[Math.min(focused, corners.length - 1)]?.getElement().focus({ preventScroll: true });
  }

  /** Where the middle of the map is: a corner for those who do not tap. */
  tapMiddle(): void {
    const { lat, lng } = this.#map.getCenter();
    this.#listener.onTap({ lat, lon: lng });
  }

  remove(): void {
    const map = this.#map;
    map.off('click', this.#tap);
    this.#aim.remove();
    map.getContainer().removeEventListener('keydown', this.#key);
    map.doubleClickZoom.enable();
    map.getCanvas().style.cursor = '';
    for (const marker of this.#markers) marker.remove();
    this.#markers = [];
    for (const layer of LAYERS.toReversed()) if (map.getLayer(layer) !== undefined) map.removeLayer(layer);
    if (map.getSource(PEN) !== undefined) map.removeSource(PEN);
    this.#reach.remove();
  }

  #draw(points: readonly Corner[], outline: Outline | undefined): void {
    const line: Feature = { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: points.map(({ lat, lon }) => [lon, lat]) } };
    const isWhole = outline !== undefined && (this.#drawing.isClosed || points.length === 0);
    const features: Feature[] = isWhole ? [{ type: 'Feature', properties: {}, geometry: outline }] : points.length > 1 ? [line] : [];
    this.#reach.update(isWhole ? outline : undefined, this.#drawing.bufferM);
    void this.#map.getSource<GeoJSONSource>(PEN)?.setData({ type: 'FeatureCollection', features });
  }

  #corner(point: Corner, index: number): Marker {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = styles['corner'] ?? '';
    const closes = index === 0 && !this.#drawing.isClosed && this.#drawing.outline !== undefined;
    if (closes) element.dataset['first'] = '';
    if (index === this.#drawing.chosen) element.dataset['chosen'] = '';
    const marker = new Marker({ element, draggable: true }).setLngLat([point.lon, point.lat]).addTo(this.#map);
    element.setAttribute('aria-label', this.#listener.nameOf(index));
    element.addEventListener('click', (event) => {
      // Or the map would take it for a corner of its own.
      event.stopPropagation();
      if (closes) this.#listener.onClose();
      else this.#listener.onChoose(index);
    });
    element.addEventListener('focus', () => (this.#focused = index));
    element.addEventListener('blur', () => (this.#focused = undefined));
    element.addEventListener('keydown', (event) => this.#nudge(event, index, marker));
    marker.on('drag', () => {
      const { lat, lng } = marker.getLngLat();
      const points = this.#drawing.points.with(index, { lat, lon: lng });
      // A circle follows when it is let go.
      const isCircle = this.#drawing.points.length === 1;
      if (!isCircle) this.#draw(points, ring(points));
    });
    marker.on('dragend', () => {
      const { lat, lng } = marker.getLngLat();
      this.#listener.onMove(index, { lat, lon: lng });
    });
    return marker;
  }

  #between(point: Corner, index: number): Marker {
    const next = this.#drawing.points[(index + 1) % this.#drawing.points.length] ?? point;
    const element = document.createElement('div');
    element.className = styles['between'] ?? '';
    const marker = new Marker({ element, draggable: true }).setLngLat([(point.lon + next.lon) / 2, (point.lat + next.lat) / 2]).addTo(this.#map);
    // Who has no pointer moves the corners that are there and draws anew for more.
    for (const name of ['aria-label', 'role', 'tabindex']) element.removeAttribute(name);
    element.setAttribute('aria-hidden', 'true');
    const insert = () => {
      const { lat, lng } = marker.getLngLat();
      this.#listener.onInsert(index, { lat, lon: lng });
    };
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      insert();
    });
    marker.on('dragend', insert);
    return marker;
  }

  #nudge(event: KeyboardEvent, index: number, marker: Marker): void {
    const step = event.shiftKey ? LEAP_PX : STEP_PX;
    const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (way !== undefined) {
      const at = this.#map.project(marker.getLngLat());
      const { lat, lng } = this.#map.unproject([at.x + (way[0] ?? 0), at.y + (way[1] ?? 0)]);
      this.#listener.onMove(index, { lat, lon: lng });
    } else if (event.key === 'Delete' || event.key === 'Backspace') this.#listener.onDrop(index);
    else if (event.key === 'Enter' && index === 0 && !this.#drawing.isClosed) this.#listener.onClose();
    else return;
    event.preventDefault();
    // The map would move too.
    event.stopPropagation();
  }

  readonly #tap = (event: MapMouseEvent): void => {
    this.#listener.onTap({ lat: event.lngLat.lat, lon: event.lngLat.lng });
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.target !== this.#map.getCanvas()) return;
    if (event.key === 'Enter' || event.key === ' ') this.tapMiddle();
    else if (event.key === 'Backspace') this.#listener.onUndo();
    else return;
    event.preventDefault();
  };
}

function ring(points: readonly Corner[]): Polygon | undefined {
  return points.length < 3 ? undefined : { type: 'Polygon', coordinates: [[...points, ...points.slice(0, 1)].map(({ lat, lon }) => [lon, lat])] };
}

const NOTHING: PenDrawing = { points: [], outline: undefined, bufferM: 0, isClosed: false, chosen: undefined, mayInsert: false };
const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
