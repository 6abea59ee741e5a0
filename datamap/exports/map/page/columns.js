/* The columns of the map: a box for each record, boxes of what is part of it inside. */
const boxes = new Map();
const columnOf = new Map();
const buttonOf = new Map();
const stacks = [];

function signs(record) {
  const found = (record.marks ?? []).map(([text, meaning]) => element("span", { class: "mark", title: meaning }, text));
  if (record.missing) {
    const all = record.missing.join(", ");
    const fields = record.missing.length > 1 ? String(record.missing.length) : all;
    found.push(element("span", { class: "missing", title: all }, say("missing", { fields })));
  }
  if (record.findings) {
    const count = record.findings.length;
    const said = count === 1 ? say("found.one") : say("found.many", { count });
    const codes = [...new Set(record.findings.map((each) => each[1]))].join(", ");
    found.push(element("span", { class: "finding", title: codes }, `! ${said}`));
  }
  return found;
}

function card(number, column) {
  const record = records[number];
  const button = choiceButton({ record: number }, [
    name(record.name, { class: "name" }),
    ...(record.below ? [name(record.below, { class: "below" })] : []),
    ...signs(record),
  ], { tabindex: -1, "data-record": record.id });
  buttonOf.set(number, button);
  columnOf.set(number, column);
  return button;
}

/* A box, the boxes inside it, and where it stands. */
function box([number, inside], column, within) {
  const list = inside.length ? [element("ul", {}, inside.map((each) => box(each, column, number)))] : [];
  const made = element("li", { class: `box kind-${records[number].kind}` }, [card(number, column), ...list]);
  boxes.set(number, { element: made, isOuter: !records[within] || records[within].kind === "organisation", within, inside: inside.map(([each]) => each) });
  return made;
}

function showColumns() {
  const home = document.getElementById("columns");
  columns.forEach((column, place) => {
    const stack = [];
    const list = element("div", { class: "column" }, element("h2", {}, column.title));
    for (const group of column.groups) {
      const title = group.record === undefined ? [name(group.title)] : [card(group.record, place)];
      const heading = element("h3", { class: group.record === undefined ? "" : "box kind-organisation" }, title);
      if (group.record !== undefined) boxes.set(group.record, { element: heading, isOuter: true, inside: [] });
      const items = group.items.map((item) => ({ number: item[0], element: box(item, place, group.record) }));
      list.append(heading, element("ul", { class: "boxes" }, items.map((item) => item.element)));
      stack.push({ heading, record: group.record, items });
    }
    stacks.push(stack);
    home.append(element("section", { "aria-label": column.title }, list));
  });
}

/* Show these boxes, and light those of the trace. */
function paintColumns(shown, lit, chosen) {
  for (const [number, button] of buttonOf) {
    const own = boxes.get(number).element;
    if (own.hidden === shown.has(number)) own.hidden = !shown.has(number);
    button.classList.toggle("lit", lit.has(number));
    button.classList.toggle("chosen", chosen === number);
    if (chosen === number) button.setAttribute("aria-current", "true");
    else if (button.hasAttribute("aria-current")) button.removeAttribute("aria-current");
  }
  for (const stack of stacks) {
    for (const group of stack) {
      group.heading.hidden = !group.items.some((item) => shown.has(item.number)) && !shown.has(group.record);
    }
  }
}
