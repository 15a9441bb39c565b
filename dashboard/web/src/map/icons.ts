import type { Map as MapLibreMap } from 'maplibre-gl';
import { VEHICLE_STATES, type VehicleState } from '../live/fleet';
import type { Palette } from './palette';

/** The states as pictures: shapes differ, not only colours. Drawn here, so that no sprite is loaded. */
const SIZE = 28;
/** Sharp on any screen: drawn at three times the size. */
const DENSITY = 3;

type Draw = (pen: CanvasRenderingContext2D, colors: { readonly fill: string; readonly ground: string }) => void;

const DRAWINGS: Readonly<Record<VehicleState, Draw>> = {
  moving: (pen, { fill, ground }) => {
    pen.beginPath();
    pen.moveTo(14, 3);
    pen.lineTo(22.5, 24.5);
    pen.lineTo(14, 20);
    pen.lineTo(5.5, 24.5);
    pen.closePath();
    outline(pen, ground, 4);
    pen.fillStyle = fill;
    pen.fill();
  },
  idle: (pen, { fill, ground }) => {
    disc(pen, 8);
    outline(pen, ground, 4);
    pen.fillStyle = fill;
    pen.fill();
    pen.strokeStyle = ground;
    pen.lineWidth = 2.2;
    pen.beginPath();
    pen.moveTo(11.7, 10.5);
    pen.lineTo(11.7, 17.5);
    pen.moveTo(16.3, 10.5);
    pen.lineTo(16.3, 17.5);
    pen.stroke();
  },
  parked: (pen, { fill, ground }) => {
    pen.beginPath();
    pen.roundRect(6.5, 6.5, 15, 15, 4);
    outline(pen, ground, 4);
    pen.fillStyle = fill;
    pen.fill();
    pen.strokeStyle = ground;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(12, 18);
    pen.lineTo(12, 10);
    pen.lineTo(14.6, 10);
    pen.arc(14.6, 12.4, 2.4, -Math.PI / 2, Math.PI / 2);
    pen.lineTo(12, 14.8);
    pen.stroke();
  },
  silent: (pen, { fill, ground }) => {
    disc(pen, 7.5);
    outline(pen, ground, 6);
    pen.fillStyle = ground;
    pen.fill();
    pen.strokeStyle = fill;
    pen.lineWidth = 2.5;
    pen.stroke();
    pen.beginPath();
    pen.moveTo(8.9, 19.1);
    pen.lineTo(19.1, 8.9);
    pen.stroke();
  },
  private: (pen, { fill, ground }) => {
    pen.beginPath();
    pen.roundRect(7, 12.5, 14, 10, 2.5);
    outline(pen, ground, 5);
    pen.fillStyle = fill;
    pen.fill();
    for (const [color, width] of [[ground, 6], [fill, 2.4]] as const) {
      pen.beginPath();
      pen.moveTo(10.3, 12.5);
      pen.lineTo(10.3, 10);
      pen.arc(14, 10, 3.7, Math.PI, 0);
      pen.lineTo(17.7, 12.5);
      outline(pen, color, width);
    }
    pen.fillRect(8, 12.5, 12, 3);
  },
};

export function iconOf(state: VehicleState): string {
  return `vehicle-${state}`;
}

/** Colours of a line that is cut: everything the same grey, only the shapes stay. */
export function addVehicleIcons(map: MapLibreMap, palette: Palette, isStale: boolean): void {
  for (const state of VEHICLE_STATES) {
    const image = draw(DRAWINGS[state], { fill: isStale ? palette.ink3 : palette[state], ground: palette.panel });
    if (map.hasImage(iconOf(state))) map.updateImage(iconOf(state), image);
    else map.addImage(iconOf(state), image, { pixelRatio: DENSITY });
  }
}

function draw(drawing: Draw, colors: { readonly fill: string; readonly ground: string }): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE * DENSITY;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this browser has no canvas');
  pen.scale(DENSITY, DENSITY);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  drawing(pen, colors);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function outline(pen: CanvasRenderingContext2D, color: string, width: number): void {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.stroke();
}

function disc(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath();
  pen.arc(14, 14, radius, 0, Math.PI * 2);
}
