import { describe, expect, it } from 'vitest';
import { EMPTY, MOST_CORNERS, type Sketch, type Stroke, cornersOf, crossesItself, polygonOf, sizeM2, sketchOf, stroke } from './sketch';

const at = (lat: number, lon: number) => ({ lat, lon });
const tap = (lat: number, lon: number): Stroke => ({ kind: 'tap', at: at(lat, lon) });
const draw = (...strokes: readonly Stroke[]): Sketch => strokes.reduce(stroke, EMPTY);
const TRIANGLE = [tap(-8.6, 116.5), tap(-8.6, 116.51), tap(-8.59, 116.51)] as const;

describe('a sketch', () => {
  it('encloses nothing before its third corner, and takes no more once it is closed', () => {
    expect(polygonOf(draw(TRIANGLE[0], TRIANGLE[1]))).toBeUndefined();
    expect(draw(TRIANGLE[0], TRIANGLE[1], { kind: 'close' }).isClosed).toBe(false);
    const closed = draw(...TRIANGLE, { kind: 'close' }, tap(-8.5, 116.5));
    expect(closed.points).toHaveLength(3);
    const ring = polygonOf(closed)?.coordinates[0];
    expect(ring).toHaveLength(4);
    expect(ring?.[0]).toEqual(ring?.[3]);
  });

  it('goes back one stroke at a time, also over closing and moving', () => {
    const moved = draw(...TRIANGLE, { kind: 'close' }, { kind: 'move', index: 0, at: at(-8.7, 116.5) });
    const once = stroke(moved, { kind: 'undo' });
    expect(once.points[0]).toEqual(at(-8.6, 116.5));
    expect(once.isClosed).toBe(true);
    expect(stroke(once, { kind: 'undo' }).isClosed).toBe(false);
    expect(stroke(EMPTY, { kind: 'undo' })).toBe(EMPTY);
  });

  it('keeps three corners when it is closed', () => {
    const four = draw(...TRIANGLE, { kind: 'close' }, { kind: 'insert', after: 0, at: at(-8.605, 116.505) });
    expect(four.points[1]).toEqual(at(-8.605, 116.505));
    const three = stroke(four, { kind: 'drop', index: 1 });
    expect(three.points).toHaveLength(3);
    expect(stroke(three, { kind: 'drop', index: 1 })).toBe(three);
    expect(draw(tap(1, 1), { kind: 'drop', index: 0 }).points).toHaveLength(0);
  });

  it('is a circle around one tap, wherever the next tap moves it', () => {
    const circle = draw({ kind: 'shape', shape: 'circle' }, { kind: 'radius', radiusM: 100 }, tap(0, 0), tap(-8.6, 116.5));
    expect(circle.points).toEqual([at(-8.6, 116.5)]);
    const outline = polygonOf(circle);
    expect(outline).toBeDefined();
    if (outline !== undefined) expect(sizeM2(outline) / (Math.PI * 100 * 100)).toBeCloseTo(1, 1);
    expect(cornersOf(circle)).toHaveLength(48);
  });

  it('has a limit', () => {
    const many = Array.from({ length: MOST_CORNERS + 5 }, (_, index) => tap(-8.6, 116 + index / 1000));
    expect(draw(...many).points).toHaveLength(MOST_CORNERS);
  });
});

describe('an outline', () => {
  it('can be moved corner by corner only when it is one ring', () => {
    const closed = draw(...TRIANGLE, { kind: 'close' });
    const outline = polygonOf(closed);
    if (outline === undefined) throw new Error('it is one');
    expect(sketchOf({ type: 'MultiPolygon', coordinates: [outline.coordinates] })?.points).toEqual(closed.points);
    expect(sketchOf({ type: 'MultiPolygon', coordinates: [outline.coordinates, outline.coordinates] })).toBeUndefined();
    expect(sketchOf({ type: 'Polygon', coordinates: [...outline.coordinates, ...outline.coordinates] })).toBeUndefined();
  });

  it('is measured without its holes', () => {
    const square = (size: number) => [[116.5, -8.6], [116.5 + size, -8.6], [116.5 + size, -8.6 + size], [116.5, -8.6 + size], [116.5, -8.6]];
    const whole = sizeM2({ type: 'Polygon', coordinates: [square(0.01)] });
    expect(whole / 1e6).toBeCloseTo(1.11195 * 1.11195 * Math.cos((8.6 * Math.PI) / 180), 2);
    expect(sizeM2({ type: 'Polygon', coordinates: [square(0.01), square(0.005)] }) / whole).toBeCloseTo(0.75, 3);
  });

  it('that crosses itself is known', () => {
    const square = [at(0, 0), at(0, 1), at(1, 1), at(1, 0)];
    expect(crossesItself(square)).toBe(false);
    expect(crossesItself([at(0, 0), at(1, 1), at(0, 1), at(1, 0)])).toBe(true);
    expect(crossesItself(square.slice(0, 3))).toBe(false);
  });
});
