const RINGS = 17;
const POINTS = 48;
const CENTRE_X = 470;
const CENTRE_Y = 330;

/** Closed contour lines of one mountain: circles that three slow waves bend, tighter towards the summit. */
export function contours(): readonly string[] {
  return Array.from({ length: RINGS }, (_, ring) => {
    const radius = 26 + ring * 27 + ring * ring * 0.9;
    const corners = Array.from({ length: POINTS }, (_unused, step) => {
      const angle = (step / POINTS) * 2 * Math.PI;
      const bend =
        1 +
        0.13 * Math.sin(2 * angle + 0.8 + ring * 0.05) +
        0.08 * Math.sin(3 * angle - 1.1 + ring * 0.11) +
        0.035 * Math.sin(7 * angle + ring * 0.35);
      return [CENTRE_X + radius * bend * Math.cos(angle) * 1.08, CENTRE_Y + radius * bend * Math.sin(angle) * 0.86] as const;
    });
    return smooth(corners);
  });
}

/** A closed curve through the middles of the sides, with the corners as handles. */
function smooth(corners: readonly (readonly [number, number])[]): string {
  const parts = corners.map((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? corner;
    const middle = `${((corner[0] + next[0]) / 2).toFixed(1)} ${((corner[1] + next[1]) / 2).toFixed(1)}`;
    return index === 0 ? `M${middle}` : `Q${corner[0].toFixed(1)} ${corner[1].toFixed(1)} ${middle}`;
  });
  return `${parts.join('')}Z`;
}
