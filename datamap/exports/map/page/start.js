/* The page as a whole: one state, one way to change it, one way to show it. */
let state = FIRST;
let lastLit = { records: new Set(), links: new Set() };

const tell = (text) => { document.getElementById("state").textContent = text; };

function counted(found) {
  const counts = {};
  for (const number of found.records) counts[records[number].kind] = (counts[records[number].kind] ?? 0) + 1;
  const kinds = ["data_use", "activity", "category", "party"].map((kind) => say(`count.${kind}`, { count: counts[kind] ?? 0 }));
  return [...kinds, say("count.link", { count: found.links.length })].join(" · ");
}

/* What is in sight: what the filters leave, and of it only the trace if that is wanted alone. */
function inView() {
  const passing = usesPassing(state.filters);
  const isWanted = passing ?? (() => true);
  const lit = state.choice ? trace(state.choice, isWanted) : { uses: [], records: new Set(), links: [] };
  const all = passing
    ? { uses: dataUses.filter(passing), ...walk(dataUses.filter(passing)) }
    : { uses: dataUses, records: new Set(records.keys()), links: links.map((_, link) => link) };
  const shown = state.choice && state.alone ? lit : all;
  if (!state.choice || !state.alone) return { shown, lit, isWanted };
  const traced = new Set(lit.uses);
  return { shown, lit, isWanted: (use) => traced.has(use) };
}

function paint({ print = false } = {}) {
  const { shown, lit, isWanted } = inView();
  const litLinks = new Set(lit.links);
  lastLit = { records: lit.records, links: litLinks };
  const isMap = state.view === "map";
  document.documentElement.classList.toggle("hide-findings", !state.findings);
  document.documentElement.classList.toggle("tracing", !!state.choice);
  document.getElementById("map").hidden = !isMap && !print;
  document.getElementById("table").hidden = isMap && !print;
  document.getElementById("empty").hidden = shown.uses.length > 0 || shown.records.size > 0;
  showDetails(state.choice, lit);
  if (isMap || print) {
    const ends = state.choice?.link === undefined ? [] : [tailOf(state.choice.link), headOf(state.choice.link)];
    measureIfChanged(state.findings);
    paintColumns(shown.records, new Set([...lit.records, ...ends]), state.choice?.record);
    size = placeBoxes(shown.records, isWanted, shown.records.size < records.length);
    resetStops(state.choice?.record);
    applyZoom(print ? 100 : state.zoom);
    layArrows(shown.links, litLinks, state.choice?.link, print);
  }
  if (!isMap || print) {
    const traced = state.choice ? lit : shown;
    showTable(traced.uses, traced.links, traced.records, state.findings, print);
  }
  tellState(shown, lit);
}

function tellState(shown, lit) {
  tellFilters(state);
  document.querySelector(`[name=view][value=${state.view}]`).checked = true;
  document.getElementById("alone").checked = state.alone;
  document.getElementById("findings").checked = state.findings;
  const told = state.choice
    ? say("traced", { name: nameInWords(state.choice), counts: counted(lit) })
    : say("shown", { counts: counted(shown) });
  tell(told);
  const filters = Object.entries(state.filters).map(([facet, value]) => `${say(`facet.${facet}`)}: ${facetWords(value)}`);
  document.getElementById("foot").dataset.shown = filters.length ? say("state", { words: filters.join(" · ") }) : "";
}

function change(part) {
  state = { ...state, ...part };
  history.replaceState(null, "", asAddress(state) === "#" ? location.pathname + location.search : asAddress(state));
  paint();
}

function choose(choice, { bring = false } = {}) {
  if (!choice && !state.choice) return;
  const held = choice?.record !== undefined && !bring ? buttonOf.get(choice.record) : null;
  const before = held?.getBoundingClientRect();
  change({ choice });
  if (before) keepInPlace(held, before);
  const target = choice?.record ?? (choice?.link === undefined ? choice && startsOf(choice)[0] : tailOf(choice.link));
  if (!bring || target === undefined || target === null || !middles.has(target)) return;
  go(target);
  buttonOf.get(target).scrollIntoView({ block: "center", inline: "center" });
}

/* The map may have become narrower and its boxes may have moved: what was clicked stays below the pointer. */
function keepInPlace(button, before) {
  const after = button.getBoundingClientRect();
  const map = document.getElementById("map");
  map.scrollLeft += after.left - before.left;
  map.scrollTop += after.top - before.top;
}

function readAddress() {
  const read = fromAddress(location.hash);
  state = read.state;
  paint();
  if (read.unknown.length) tell(say("address.unknown", { words: read.unknown.join(", ") }));
  const chosen = state.choice?.record;
  if (chosen !== undefined) buttonOf.get(chosen)?.scrollIntoView({ block: "center", inline: "center" });
}

showColumns();
showFilters();
document.getElementById("findings-switch").hidden = !contents.withFindings;
for (const radio of document.querySelectorAll("[name=view]")) {
  radio.addEventListener("change", () => change({ view: radio.value }));
}
for (const id of ["alone", "findings"]) {
  document.getElementById(id).addEventListener("change", (event) => change({ [id]: event.target.checked }));
}
startSearch();
startKeys();
startView();
startPrinting();
window.addEventListener("hashchange", readAddress);
readAddress();
document.documentElement.classList.add("ready");
