/* The map by keys: one stop for Tab in each column, arrows between neighbours, Escape, and / to search. */
const inSight = (number) => middles.has(number);
const inColumn = (column) =>
  [...middles.keys()].filter((number) => columnOf.get(number) === column)
    .sort((one, two) => middles.get(one) - middles.get(two));

/* The linked neighbour to one side that is nearest in height; through the data uses that both meet if no link joins
   them. */
function neighbour(number, side) {
  const here = columnOf.get(number);
  const isBeside = (other) => inSight(other) && Math.sign(columnOf.get(other) - here) === side;
  const linked = [...leaving[number].map(metBy), ...arriving[number].map(leftBy)].filter(isBeside);
  const around = linked.length ? linked : [...new Set(trace({ record: number }).records)].filter(isBeside);
  const away = (other) => Math.abs(columnOf.get(other) - here) * 1e6 + Math.abs(middles.get(other) - middles.get(number));
  return around.sort((one, two) => away(one) - away(two))[0];
}

function go(number) {
  if (number === undefined) return;
  const button = buttonOf.get(number);
  stop(number);
  button.focus();
  button.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/* Make a box the one stop of its column. */
function stop(number) {
  for (const other of inColumn(columnOf.get(number))) buttonOf.get(other).tabIndex = other === number ? 0 : -1;
}

function resetStops(chosen) {
  for (const button of buttonOf.values()) if (button.tabIndex !== -1) button.tabIndex = -1;
  columns.forEach((_, column) => {
    const own = inColumn(column);
    if (own.length) buttonOf.get(own.includes(chosen) ? chosen : own[0]).tabIndex = 0;
  });
}

function startKeys() {
  const steps = {
    ArrowDown: (own, place) => own[place + 1],
    ArrowUp: (own, place) => own[place - 1],
    Home: (own) => own[0],
    End: (own) => own.at(-1),
  };
  document.getElementById("columns").addEventListener("keydown", (event) => {
    const number = numberOf.get(event.target.dataset?.record);
    if (number === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const own = inColumn(columnOf.get(number));
    if (steps[event.key]) go(steps[event.key](own, own.indexOf(number)));
    else if (event.key === "ArrowLeft") go(neighbour(number, -1));
    else if (event.key === "ArrowRight") go(neighbour(number, 1));
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input[type=search], select");
    if (event.key === "Escape" && !isTyping) choose(null);
    else if (event.key === "/" && !isTyping) document.getElementById("search").focus();
    else return;
    event.preventDefault();
  });
  for (const link of document.querySelectorAll("[data-skip]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const wanted = document.getElementById(link.dataset.skip);
      const other = document.getElementById(link.dataset.skip === "map" ? "table" : "map");
      (wanted.hidden ? other : wanted).focus();
    });
  }
}
