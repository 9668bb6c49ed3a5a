// Names that the map's frame would cut: moved within it, as far as nothing else stands there.

const FRAME_PX = 4;
// Rows to try above and below, the nearest first.
const RISES = Array.from({ length: 31 }, (_, i) => (i % 2 ? 4 : -4) * (i + (i % 2)));
const UNDER_PX = 16;
const OTHER = { left: "right", right: "left", center: "center" };

/**
 * A name as it is drawn in this view.
 *
 * The name of an area moves aside, that of a point to its other side, under it or over it. It stays where it is
 * if what it names is beyond the frame, or if it would cover something.
 *
 * @param {object} label of labels.js, in world pixels
 * @param {{x: number, y: number}} corner of the frame, in world pixels @param {number} width of it
 * @param {(box: object, label: object) => boolean} taken
 * @returns {object|null} the label, or a copy that stands elsewhere; null for a line's that finds
 *   no room
 */
export function framed(label, corner, width, taken) {
  const { box, x, area } = label;
  const [left, right] = [box.x0 - corner.x, box.x1 - corner.x];
  const anchor = x - corner.x;
  if ((left >= 0 && right <= width) || anchor < 0 || anchor > width) return label;
  if (right - left > width - 2 * FRAME_PX) return label;
  const within = (moved) => moved.box.x0 >= corner.x && moved.box.x1 <= corner.x + width &&
    !taken(moved.box, label);
  const aside = left < 0 ? FRAME_PX - left : width - FRAME_PX - right;
  if (label.elsewhere) {
    // Half a name on a line tells nothing that the line does not.
    return label.elsewhere.map((spot) => ({ ...label, ...spot })).find(within) ?? null;
  }
  const moves = area ? RISES.map((rise) => shifted(label, aside, rise))
    : [mirrored(label), centred(label, UNDER_PX), centred(label, -UNDER_PX)];
  return moves.find(within) ?? label;
}

function shifted(label, dx, dy) {
  const { box, tx, ty } = label;
  return { ...label, tx: tx + dx, ty: ty + dy,
    box: { x0: box.x0 + dx, x1: box.x1 + dx, y0: box.y0 + dy, y1: box.y1 + dy } };
}

function centred(label, dy) {
  const { box, x, y } = label;
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  return { ...label, tx: x, ty: y + dy, align: "center", box: { x0: x - width / 2,
    x1: x + width / 2, y0: y + dy - height / 2, y1: y + dy + height / 2 } };
}

function mirrored(label) {
  const { box, x, tx, align } = label;
  return { ...label, tx: 2 * x - tx, align: OTHER[align],
    box: { ...box, x0: 2 * x - box.x1, x1: 2 * x - box.x0 } };
}
