/* How high each box is, read once while all of them are in sight: after that, placing is arithmetic, and what lies outside
   the window need not be laid out at all. */
const WIDTH = 164;
const GUTTER = 42;
const measures = { width: WIDTH, gutter: GUTTER, top: 0, page: 0, above: 0, of: "" };
const heights = new Map();
const headingHeights = new Map();

function measureBoxes() {
  const root = document.documentElement;
  const stage = document.getElementById("stage");
  root.style.setProperty("--column", `${measures.width}px`);
  root.style.setProperty("--gutter", `${measures.gutter}px`);
  root.classList.add("measuring");
  stage.style.transform = "";
  measures.top = Math.max(...[...document.querySelectorAll(".column h2")].map((each) => each.getBoundingClientRect().height));
  for (const { element: own } of boxes.values()) own.hidden = false;
  for (const group of stacks.flat()) {
    group.heading.hidden = false;
    headingHeights.set(group, group.heading.getBoundingClientRect().height);
  }
  const heightOf = (each) => each?.getBoundingClientRect().height ?? 0;
  for (const [number, { element: own, isOuter }] of boxes) {
    const button = buttonOf.get(number);
    const line = heightOf(button);
    const edges = Math.max(0, heightOf(own) - line - heightOf(button.nextElementSibling));
    heights.set(number, { line, edges, above: isOuter ? edges / 2 : edges });
  }
  root.classList.remove("measuring");
}

/* Measure again if something has changed what boxes look like: the width of the columns, or whether findings show. */
function measureIfChanged(withFindings) {
  const now = `${measures.width} ${withFindings}`;
  if (measures.of !== now) measureBoxes();
  measures.of = now;
}

/* The height of a box with those of the boxes inside it that are shown. */
function heightOfBox(number, shown) {
  const { line, edges } = heights.get(number);
  return boxes.get(number).inside.reduce(
    (sum, each) => (shown.has(each) ? sum + heightOfBox(each, shown) : sum), line + edges);
}
