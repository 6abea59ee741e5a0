/* What is known about the choice: facts, gaps, links, evidence, and its trace with the evidence of each data use. */
const fullName = (number) => records[number].fullName ?? records[number].name;
const detailsHome = () => document.getElementById("details");

function placeOf([, , document_, section, line]) {
  const title = contents.documents[document_].filter(Boolean).join(", ");
  const before = section ? say("details.place.section", { section }) : "";
  return say("details.place", { document: title, section: before, line: line || "–" });
}

/* Each phrase once with its place, however many fields it backs. */
function evidenceList(evidence) {
  const told = new Map(evidence.map((each) => [JSON.stringify(each.slice(1)), each]));
  return element("ul", { class: "evidence" }, [...told.values()].map((each) =>
    element("li", {}, [element("q", {}, name(each[1])), " ", name(placeOf(each), { class: "place" })])));
}

function section(title, children, open = true) {
  return element("details", { open }, [element("summary", {}, element("h3", {}, title)), ...children]);
}

function linkButton(link) {
  return choiceButton({ link }, [
    name(fullName(tailOf(link))), element("i", {}, ` ${relationWords(link)} `), name(fullName(headOf(link))),
  ], { class: "link" });
}

function factList(record) {
  return element("dl", {}, record.facts.flatMap(([title, value]) => [
    element("dt", {}, title), element("dd", {}, name(value)),
  ]));
}

function findingList(record) {
  return element("ul", {}, record.findings.map(([severity, code, message, hint, article]) =>
    element("li", { lang: "en" }, [element("b", {}, `${severity} ${code} `), name(message), " ", name(hint), ` (${article})`])));
}

/* The data uses of a trace with their evidence: the first of many at once, the others when they are asked for. */
const MANY = 40;
function tracedParts(uses) {
  if (uses.length <= MANY) return [tracedUses(uses)];
  const more = element("button", { type: "button" }, say("details.more", { count: uses.length }));
  more.addEventListener("click", () => more.replaceWith(tracedUses(uses.slice(MANY))));
  return [tracedUses(uses.slice(0, MANY)), more];
}

function tracedUses(uses) {
  return element("ul", { class: "uses" }, uses.map((use) => {
    const evidence = records[use].evidence ?? [];
    const told = evidence.length ? evidenceList(evidence) : element("p", {}, say("details.evidence.none"));
    return element("li", {}, [choiceButton({ record: use }, name(fullName(use)), { class: "link" }), told]);
  }));
}

function recordParts(number) {
  const record = records[number];
  const own = [...leaving[number], ...arriving[number]];
  const parts = [];
  if (record.findings) parts.push(element("section", { class: "with-findings" }, section(say("details.findings"), [findingList(record)])));
  if (!usesMeeting[number].length) parts.push(element("p", { class: "missing" }, say("details.unused")));
  if (record.facts) parts.push(section(say("details.facts"), [factList(record)]));
  if (record.missing) {
    parts.push(section(say("details.missing"), [
      element("ul", {}, record.missing.map((each) => element("li", { class: "missing" }, each)))]));
  }
  if (record.evidence) parts.push(section(say("details.evidence"), [evidenceList(record.evidence)]));
  if (own.length) {
    const listed = element("ul", { class: "links" }, own.map((link) => element("li", {}, linkButton(link))));
    parts.push(section(`${say("details.links")} (${own.length})`, [listed], own.length <= 12));
  }
  return parts;
}

function linkParts(link) {
  const evidence = evidenceOfLink(link);
  const ends = [tailOf(link), headOf(link)].map((number) =>
    element("li", {}, choiceButton({ record: number }, name(fullName(number)), { class: "link" })));
  return [
    element("ul", { class: "links" }, ends),
    section(say("details.evidence"), [
      evidence.length ? evidenceList(evidence) : element("p", { class: "missing" }, say("details.evidence.none"))]),
  ];
}

function showDetails(choice, found) {
  const home = detailsHome();
  if (!choice) {
    home.replaceChildren();
    home.hidden = true;
    return;
  }
  home.hidden = false;
  const isLink = choice.link !== undefined;
  const isElement = choice.element !== undefined;
  const kind = isElement ? say("search.element") : isLink ? say("details.arrow") : records[choice.record].title;
  const title = element("h2", {}, [element("small", {}, kind), " ", name(nameInWords(choice))]);
  const close = element("button", { type: "button", id: "end" }, say("details.close"));
  close.addEventListener("click", () => choose(null));
  const parts = isElement ? [] : isLink ? linkParts(choice.link) : recordParts(choice.record);
  if (found.uses.length) {
    parts.push(section(`${say("details.trace")} (${found.uses.length})`, [
      element("p", {}, say("details.trace.uses")), ...tracedParts(found.uses)]));
  }
  home.replaceChildren(title, close, ...parts);
}

const nameInWords = (choice) =>
  choice.element !== undefined
    ? contents.elements[choice.element][0]
    : choice.link !== undefined
      ? `${fullName(tailOf(choice.link))} ${relationWords(choice.link)} ${fullName(headOf(choice.link))}`
      : fullName(choice.record);
