/* Narrowing the map: a data use stays if it has the chosen value of every filter, and with it all that it meets. */
const valuesOf = (use, facet) => records[use].facets?.[facet] ?? [];
const facetWords = (value) =>
  numberOf.has(value) ? (records[numberOf.get(value)].fullName ?? records[numberOf.get(value)].name) : say(value.replace(" ", "-"));

/* The values of each filter in the order of their words; "not recorded" and "none" come first. */
const facetValues = new Map(
  contents.facets.map((facet) => {
    const values = [...new Set(dataUses.flatMap((use) => valuesOf(use, facet)))];
    const rank = (value) => [numberOf.has(value) ? 1 : 0, facetWords(value)];
    const collate = new Intl.Collator(contents.language);
    return [facet, values.sort((a, b) => rank(a)[0] - rank(b)[0] || collate.compare(rank(a)[1], rank(b)[1]))];
  }),
);

const holders = new Map();
for (const use of dataUses) {
  for (const facet of contents.facets) {
    for (const value of valuesOf(use, facet)) {
      const key = `${facet} ${value}`;
      if (!holders.has(key)) holders.set(key, new Set());
      holders.get(key).add(use);
    }
  }
}

/* The data uses that pass all filters, as a question; null if nothing is narrowed. */
function usesPassing(filters) {
  const chosen = Object.entries(filters).map(([facet, value]) => holders.get(`${facet} ${value}`) ?? new Set());
  return chosen.length ? (use) => chosen.every((set) => set.has(use)) : null;
}

function showFilters() {
  const box = document.getElementById("filters");
  for (const facet of contents.facets) {
    const select = element("select", { id: `facet-${facet}` }, [
      element("option", { value: "" }, say("facet.all")),
      ...facetValues.get(facet).map((value) =>
        element("option", { value }, `${facetWords(value)} (${holders.get(`${facet} ${value}`).size})`),
      ),
    ]);
    select.addEventListener("change", () => {
      const { [facet]: _, ...others } = state.filters;
      change({ filters: select.value ? { ...others, [facet]: select.value } : others });
    });
    box.append(element("label", { for: select.id }, [`${say(`facet.${facet}`)} `, select]));
  }
  const clear = element("button", { type: "button", id: "clear" }, say("filters.clear"));
  clear.addEventListener("click", () => change({ filters: {} }));
  box.append(clear);
}

function tellFilters(state) {
  const count = Object.keys(state.filters).length;
  document.getElementById("filters-active").textContent = count ? `(${say("filters.active", { count })})` : "";
  document.getElementById("clear").disabled = !count;
  for (const facet of contents.facets) document.getElementById(`facet-${facet}`).value = state.filters[facet] ?? "";
}
