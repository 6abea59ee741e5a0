/* The walk of the program's own trace: from records to all that they meet, each record left once, nearest first. */
function walk(starts, endsAt = () => false) {
  const met = new Set(starts);
  const found = [];
  const pending = [...met];
  for (const record of pending) {
    for (const link of leaving[record]) {
      found.push(link);
      const other = metBy(link);
      if (met.has(other)) continue;
      met.add(other);
      if (!endsAt(other)) pending.push(other);
    }
  }
  return { records: met, links: found };
}

/* The data uses that meet each record. Their walk ends at the organisation: its country is not that of its data. */
const usesMeeting = records.map(() => []);
for (const use of dataUses) {
  for (const record of walk([use], (other) => records[other].kind === "organisation").records) {
    usesMeeting[record].push(use);
  }
}

/* What is chosen: a record, a link, or an element of data. */
const startsOf = (choice) =>
  choice.element !== undefined
    ? contents.elements[choice.element][1]
    : usesMeeting[choice.record ?? tailOf(choice.link)];

/* The trace of a choice: the data uses that meet it, and everything that these meet. A record that no data use meets
   is shown with its own links. */
function trace(choice, isWanted = () => true) {
  const all = startsOf(choice);
  if (all.length) {
    const uses = all.filter(isWanted);
    return { uses, ...walk(uses) };
  }
  const own = choice.record ?? tailOf(choice.link);
  const found = walk([own]);
  const near = arriving[own].filter((link) => !found.links.includes(link));
  return {
    uses: [],
    records: new Set([...found.records, ...near.map(leftBy)]),
    links: [...found.links, ...near],
  };
}

/* For people who want to ask the page themselves: the answer by ids. */
globalThis.datamap = Object.freeze({
  ids: () => records.map((record) => record.id),
  trace(id) {
    const found = trace({ record: numberOf.get(id) });
    const named = (link) => [records[tailOf(link)].id, relationOf(link), records[headOf(link)].id];
    return { uses: found.uses.map((use) => records[use].id), links: found.links.map(named) };
  },
});
