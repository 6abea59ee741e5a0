/* The same as tables: the data uses with all that they link, and each link as a numbered row with its evidence. */
const FEW = 500;

function tableOf(title, heads, rows, cells, all, showAll) {
  const shown = all ? rows : rows.slice(0, FEW);
  const caption = element("caption", {}, title);
  const head = element("tr", {}, heads.map((each) => element("th", { scope: "col" }, each)));
  const body = shown.map((row) => element("tr", {}, cells(row).map((cell) => element("td", {}, cell))));
  const made = element("table", {}, [caption, element("thead", {}, head), element("tbody", {}, body)]);
  const parts = [element("div", { class: "wide", tabindex: 0, role: "region", "aria-label": title }, made)];
  if (shown.length < rows.length) {
    const more = element("button", { type: "button" }, say("table.more", { count: rows.length }));
    more.addEventListener("click", showAll);
    parts.push(more);
  }
  return parts;
}

/* The names that a data use has behind some relations, or that they are not recorded. */
function namesBehind(use, ...wanted) {
  const found = leaving[use].filter((link) => wanted.includes(relationOf(link))).map((link) => fullName(metBy(link)));
  return name([...new Set(found)].join("; ") || say("not-recorded"));
}
const facetNames = (use, facet) => name(valuesOf(use, facet).map(facetWords).join("; "));
const evidenceWords = (evidence) =>
  name([...new Set(evidence.map((each) => `“${each[1]}” (${placeOf(each)})`))].join("; ") || say("not-recorded"));
const elementsOf = (use) => records[use].facts?.find(([title]) => title === say("table.elements").toLowerCase())?.[1];

const USE_COLUMNS = [
  ["facet.organisation", (use) => facetNames(use, "organisation")],
  ["table.activity", (use) => namesBehind(use, "part_of")],
  ["facet.category", (use) => name(records[use].name)],
  ["table.elements", (use) => name(elementsOf(use) ?? say("not-recorded"))],
  ["table.people", (use) => namesBehind(use, "about")],
  ["table.source", (use) => namesBehind(use, "obtained_from")],
  ["facet.purpose", (use) => namesOfPurposes(use)],
  ["facet.recipient", (use) => facetNames(use, "recipient")],
  ["table.system", (use) => namesBehind(use, "held_in")],
  ["facet.country", (use) => facetNames(use, "country")],
  ["facet.period", (use) => facetNames(use, "period")],
  ["table.evidence", (use) => evidenceWords(records[use].evidence ?? [])],
];

/* Each purpose with its own legal basis: two lists side by side would not say which belongs to which. */
function namesOfPurposes(use) {
  const lines = leaving[use].filter((link) => relationOf(link) === "for").map(metBy);
  const told = lines.map((line) => {
    const purpose = leaving[line].filter((link) => relationOf(link) === "for").map((link) => fullName(metBy(link)));
    return `${purpose.join("; ")} [${records[line].below ?? say("missing", { fields: say("facet.basis").toLowerCase() })}]`;
  });
  return name([...new Set(told)].join("; ") || say("not-recorded"));
}

const linkRow = ([number, link]) => [
  String(number), name(fullName(tailOf(link))), relationWords(link), name(fullName(headOf(link))),
  evidenceWords(evidenceOfLink(link)),
];
const findingRow = ([number, [severity, code, message, hint]]) => [
  severity, code, name(fullName(number)), name(message), name(hint),
];

function showTable(uses, shownLinks, shownRecords, withFindings, all = false) {
  const home = document.getElementById("table");
  const again = () => showTable(uses, shownLinks, shownRecords, withFindings, true);
  const numbered = shownLinks.map((link) => [link + 1, link]).sort((one, two) => one[0] - two[0]);
  const parts = [
    ...tableOf(say("table.uses", { count: uses.length }), USE_COLUMNS.map(([key]) => say(key)), uses,
      (use) => USE_COLUMNS.map(([, cell]) => cell(use)), all, again),
    ...tableOf(say("table.links", { count: numbered.length }),
      ["number", "from", "relation", "to", "evidence"].map((key) => say(`table.${key}`)), numbered, linkRow, all, again),
  ];
  if (withFindings) {
    const found = [...shownRecords].flatMap((number) => (records[number].findings ?? []).map((each) => [number, each]));
    parts.unshift(...tableOf(say("table.findings", { count: found.length }),
      ["severity", "code", "record", "finding", "hint"].map((key) => say(`table.${key}`)), found, findingRow, all, again));
  }
  home.replaceChildren(...parts);
}
