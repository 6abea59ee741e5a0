/* The state of the page in its address, behind the #, so that somebody else sees the same. */
const FIRST = { choice: null, filters: {}, view: "map", alone: false, findings: contents.withFindings, zoom: 0 };

const nameOfChoice = (choice) =>
  choice.element !== undefined
    ? ["element", contents.elements[choice.element][0]]
    : choice.link !== undefined
      ? ["arrow", nameOfLink(choice.link)]
      : ["record", records[choice.record].id];

function asAddress(state) {
  const parts = new URLSearchParams();
  if (state.choice) parts.set(...nameOfChoice(state.choice));
  for (const [facet, value] of Object.entries(state.filters)) parts.set(facet, value);
  if (state.view !== FIRST.view) parts.set("view", state.view);
  if (state.alone) parts.set("alone", "yes");
  if (state.findings !== FIRST.findings) parts.set("findings", state.findings ? "yes" : "no");
  if (state.zoom) parts.set("zoom", String(state.zoom));
  return `#${parts}`;
}

/* The state that an address names, and in words what it names that is not here. */
function fromAddress(address) {
  const parts = new URLSearchParams(address.replace(/^#/, ""));
  const unknown = [];
  const state = { ...FIRST, filters: {} };
  const chosen = {
    record: (name) => (numberOf.has(name) ? { record: numberOf.get(name) } : null),
    arrow: (name) => (linkNamed.has(name) ? { link: linkNamed.get(name) } : null),
    element(name) {
      const found = contents.elements.findIndex(([words]) => words === name);
      return found < 0 ? null : { element: found };
    },
  };
  for (const [key, value] of parts) {
    if (Object.hasOwn(chosen, key)) {
      state.choice = chosen[key](value);
      if (!state.choice) unknown.push(value);
    } else if (contents.facets.includes(key)) {
      if (holders.has(`${key} ${value}`)) state.filters[key] = value;
      else unknown.push(value);
    } else if (key === "view") state.view = value === "table" ? "table" : "map";
    else if (key === "alone") state.alone = value === "yes";
    else if (key === "findings") state.findings = contents.withFindings && value === "yes";
    else if (key === "zoom") state.zoom = Math.min(Math.max(Number(value) || 0, 0), 300);
    else unknown.push(key);
  }
  return { state, unknown };
}
