/* Where the boxes of each column stand: below each other from the top, so that nothing has to be looked for; where the
   map is narrowed, as near to their data uses as can be without leaving their order. */
const GAP = 8;
const EDGE = 14;
const middles = new Map();

const leftOf = (column) => EDGE + column * (measures.width + measures.gutter);
const rightOf = (column) => leftOf(column) + measures.width;

/* What stands in a column, from top to bottom: headings, each kept with the first box below it, and boxes. */
function pieces(stack, shown) {
  const found = [];
  for (const group of stack) {
    const own = group.items.filter((item) => shown.has(item.number));
    if (!own.length && !shown.has(group.record)) continue;
    const head = { element: group.heading, number: group.record, height: headingHeights.get(group) };
    const parts = own.map(({ element: made, number }) => ({ element: made, number, height: heightOfBox(number, shown) }));
    found.push({ parts: [head, ...parts.slice(0, 1)] }, ...parts.slice(1).map((part) => ({ parts: [part] })));
  }
  for (const piece of found) piece.height = piece.parts.reduce((sum, part) => sum + part.height + GAP, 0);
  return found;
}

/* In print no box is cut by the end of a page: what would be moves to the next. */
function uncut(top, height) {
  const left = measures.page - ((top + measures.above) % measures.page);
  return measures.page && height < measures.page && left < height + GAP ? top + left + GAP / 2 : top;
}

function stand(found, tops, shown) {
  let least = 0;
  found.forEach((piece, index) => {
    let top = uncut(Math.max(tops[index], least), piece.height);
    for (const { element: own, number, height } of piece.parts) {
      own.style.top = `${top}px`;
      own.style.height = `${height}px`;
      if (number !== undefined) noteMiddles(number, top, shown);
      top += height + GAP;
    }
    least = top;
  });
  return least;
}

/* The height of the middle of a box's own line, and of those inside it, for the arrows. */
function noteMiddles(number, top, shown) {
  const { line, above } = heights.get(number);
  middles.set(number, top + above + line / 2);
  let below = top + above + line;
  for (const each of boxes.get(number).inside) {
    if (shown.has(each)) below = noteMiddles(each, below, shown);
  }
  return below;
}

/* The mean height of the data uses that meet a record. */
function wishOf(number, isWanted) {
  const met = (usesMeeting[number] ?? []).filter((use) => isWanted(use) && middles.has(use));
  return met.length ? met.reduce((sum, use) => sum + middles.get(use), 0) / met.length : Infinity;
}

const CENTRE = Math.max(columns.findIndex((column) => column.groups.some((group) => group.record !== undefined)), 0);

function placeBoxes(shown, isWanted, isNear) {
  middles.clear();
  const all = stacks.map((stack) => pieces(stack, shown));
  let height = stand(all[CENTRE], all[CENTRE].map(() => measures.top), shown);
  all.forEach((found, column) => {
    if (column === CENTRE) return;
    const sizes = found.map((piece) => piece.height);
    const room = Math.max(height, sizes.reduce((sum, size_) => sum + size_, measures.top));
    const wishes = found.map((piece) => {
      const last = piece.parts.at(-1);
      return isNear ? Math.min(wishOf(last.number, isWanted) - piece.height + last.height / 2, room) : measures.top;
    });
    height = Math.max(height, stand(found, squeezed(sizes, spread(sizes, wishes, measures.top), room), shown));
  });
  const width = rightOf(columns.length - 1) + EDGE;
  const stage = document.getElementById("stage");
  stage.style.width = `${width}px`;
  stage.style.height = `${height + EDGE}px`;
  return { width, height: height + EDGE };
}
