/* What the page knows: records, links and words, as the program wrote them. A record is named by its number. */
const contents = JSON.parse(document.getElementById("contents").textContent);
const { records, links, relations, columns, words } = contents;

const numberOf = new Map(records.map((record, number) => [record.id, number]));
const dataUses = records.flatMap((record, number) => (record.kind === "data_use" ? [number] : []));

const say = (key, names = {}) =>
  Object.entries(names).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), words[key] ?? key);

const relationOf = (link) => relations[links[link][1]];
const relationWords = (link) => words[`relation.${relationOf(link)}`] ?? relationOf(link);

/* The walk follows a link from its tail, but comes from a party to those whom it engages: the other way round. */
const isReversed = (link) => relationOf(link) === "sub_processor_of";
const tailOf = (link) => links[link][0];
const headOf = (link) => links[link][2];
const leftBy = (link) => (isReversed(link) ? headOf(link) : tailOf(link));
const metBy = (link) => (isReversed(link) ? tailOf(link) : headOf(link));

const leaving = records.map(() => []);
const arriving = records.map(() => []);
links.forEach((_, link) => {
  leaving[leftBy(link)].push(link);
  arriving[metBy(link)].push(link);
});

/* The name of a link in an address: its ends and its relation; ids hold no such sign. */
const nameOfLink = (link) => `${records[tailOf(link)].id}~${relationOf(link)}~${records[headOf(link)].id}`;
const linkNamed = new Map(links.map((_, link) => [nameOfLink(link), link]));

/* The field that makes a link, and the record that holds it: there its evidence stands. */
function sourceOf(link) {
  const own = contents.evidenceFields[`${records[tailOf(link)].kind} ${relationOf(link)}`];
  if (own) return { record: tailOf(link), field: own[0] };
  const inverse = contents.evidenceFields[`<${records[headOf(link)].kind} ${relationOf(link)}`];
  return { record: headOf(link), field: inverse ? inverse[0] : "" };
}
const evidenceOfLink = (link) => {
  const { record, field } = sourceOf(link);
  return (records[record].evidence ?? []).filter((each) => each[0] === field);
};
