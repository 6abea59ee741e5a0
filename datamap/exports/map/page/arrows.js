/* The arrows: each leaves its box, bends in the free strip beside it, and runs straight at the height of the other end,
   so that all arrows to one box share a line. A box inside the other is the link, and needs none. */
const FLOWS_IN = new Set(["uses", "about", "obtained_from"]);
const REACH = 5;
const MOST_LIT = 4000;
let drawn = [];
let laid = { courses: [], lit: new Set(), chosen: undefined, isWhole: false };

function holds(outer, inner) {
  for (let each = boxes.get(inner)?.within; each !== undefined; each = boxes.get(each).within) {
    if (each === outer) return true;
  }
  return false;
}
const known = new Map();
function isContained(link) {
  if (!known.has(link)) known.set(link, holds(headOf(link), tailOf(link)) || holds(tailOf(link), headOf(link)));
  return known.get(link);
}

/* The course of a link between two boxes that are in sight; null for one that is not. */
function courseOf(link) {
  const [tail, head] = [tailOf(link), headOf(link)];
  const [from, to] = [middles.get(tail), middles.get(head)];
  if (from === undefined || to === undefined || isContained(link)) return null;
  const [left, right] = [columnOf.get(tail), columnOf.get(head)];
  const bend = measures.gutter - 6;
  if (left === right) return { link, from, to, start: rightOf(left), turn: rightOf(left), end: rightOf(left), loop: bend / 2 };
  const forward = left < right;
  const start = forward ? rightOf(left) : leftOf(left);
  return { link, from, to, start, turn: start + (forward ? bend : -bend), end: forward ? leftOf(right) : rightOf(right) };
}

function bendOf({ from, to, start, turn, end, loop }) {
  if (loop) return `M${start} ${from}C${start + loop} ${from} ${start + loop} ${to} ${end} ${to}`;
  const half = (start + turn) / 2;
  return `M${start} ${from}C${half} ${from} ${half} ${to} ${turn} ${to}`;
}
const straightOf = ({ to, turn, end }) => (turn === end ? "" : `M${turn} ${to}H${end}`);

/* The point stands where data arrive: at the data use for what they are, whom they are about and where they come from. */
function pointOf(course) {
  const into = FLOWS_IN.has(relationOf(course.link));
  const [x, y] = into ? [course.start, course.from] : [course.end, course.to];
  const towards = (into ? course.turn - course.start : course.start - course.end) || 1;
  const back = Math.sign(towards) * 7;
  return `M${x} ${y}l${back} -3.5v7z`;
}

function layArrows(shown, lit, chosen, isWhole) {
  laid = { courses: shown.map(courseOf).filter(Boolean), lit, chosen, isWhole };
  paintArrows();
}

/* Which heights of the map are in the window. */
function inWindow() {
  const map = document.getElementById("map");
  const [top, room] = [map.scrollTop / zoomed, map.clientHeight / zoomed];
  return laid.isWhole ? () => true : (height) => height > top - 40 && height < top + room + 40;
}

/* Draw what is lit, and of the rest the arrows of the boxes in the window: those that only pass by tell nothing. */
function paintArrows() {
  const { courses, lit, chosen } = laid;
  const isNear = inWindow();
  const isFew = lit.size < MOST_LIT;
  drawn = courses.filter((course) => (isFew && lit.has(course.link)) || isNear(course.from));
  const idle = [];
  const straight = new Set();
  const bright = new Set();
  const points = new Set();
  for (const course of drawn) {
    if (!lit.has(course.link)) {
      idle.push(bendOf(course));
      straight.add(straightOf(course));
    } else {
      bright.add(bendOf(course)).add(straightOf(course));
      points.add(pointOf(course));
    }
  }
  const only = courses.find((course) => course.link === chosen);
  const draw = (id, parts) => document.getElementById(id).setAttribute("d", [...parts].join(""));
  draw("idle", [...idle, ...straight]);
  draw("lit", bright);
  draw("points", points);
  draw("one", only ? [bendOf(only), straightOf(only)] : []);
}

/* The height of a bend at x: its curve is the same for all, so the place on it is found by halving. */
function heightAt({ from, to, start, turn }, x) {
  const share = (x - start) / (turn - start);
  let [low, high] = [0, 1];
  for (let step = 0; step < 12; step += 1) {
    const t = (low + high) / 2;
    if (1.5 * t * (1 - t) + t * t * t < share) low = t;
    else high = t;
  }
  return from + (to - from) * low * low * (3 - 2 * low);
}

/* The link whose line is nearest to a place on the map, or undefined; lit ones first. */
function arrowAt(x, y, lit) {
  let best;
  let least = REACH;
  for (const course of drawn) {
    if (course.loop) continue;
    const between = (a, b) => x >= Math.min(a, b) && x <= Math.max(a, b);
    let away = Infinity;
    if (between(course.start, course.turn)) away = Math.abs(heightAt(course, x) - y);
    else if (between(course.turn, course.end)) away = Math.abs(course.to - y);
    if (lit.has(course.link)) away -= 2;
    if (away < least) [best, least] = [course.link, away];
  }
  return best;
}
