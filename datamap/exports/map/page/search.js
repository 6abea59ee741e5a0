/* Searching names, elements, facts and evidence; every word must be found, however it is spelled. */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const MOST_HITS = 40;
let index = null;

function searchIndex() {
  index ??= [
    ...records.map((record, number) => {
      const rest = [...(record.facts ?? []).map((each) => each[1]), ...(record.evidence ?? []).map((each) => each[1])];
      return { choice: { record: number }, name: plain(fullName(number)), text: plain([record.id, ...rest].join(" ")) };
    }),
    ...contents.elements.map(([words_], element_) => ({ choice: { element: element_ }, name: plain(words_), text: "" })),
  ];
  return index;
}

/* The hits for some words: first those by name, of these those whose name holds least else. */
function searched(text) {
  const wanted = plain(text).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const found = searchIndex().flatMap((entry) => {
    const inName = wanted.every((word) => entry.name.includes(word));
    if (inName) return [[entry.name.startsWith(wanted[0]) ? 0 : 1, entry]];
    return wanted.every((word) => entry.name.includes(word) || entry.text.includes(word)) ? [[2, entry]] : [];
  });
  const nearest = (one, two) => one[0] - two[0] || one[1].name.length - two[1].name.length;
  return found.sort(nearest).map(([, entry]) => entry.choice);
}

const kindOfChoice = (choice) => (choice.element !== undefined ? say("search.element") : records[choice.record].title);

function startSearch() {
  const field = document.getElementById("search");
  const list = document.getElementById("results");
  let hits = [];
  let active = -1;
  const mark = (place) => {
    active = place;
    [...list.children].forEach((each, number) => each.setAttribute("aria-selected", String(number === place)));
    if (place < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `hit-${place}`);
    list.children[place]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const take = (place) => {
    if (!hits[place]) return;
    close();
    choose(hits[place], { bring: true });
  };
  const show = () => {
    const all = searched(field.value);
    hits = all.slice(0, MOST_HITS);
    const more = all.length - hits.length;
    list.replaceChildren(...hits.map((choice, number) => {
      const option = element("li", { role: "option", id: `hit-${number}`, "aria-selected": "false" }, [
        name(nameInWords(choice)), element("small", {}, kindOfChoice(choice))]);
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(number);
      });
      return option;
    }));
    list.hidden = !hits.length;
    field.setAttribute("aria-expanded", String(!!hits.length));
    mark(-1);
    if (!field.value.trim()) tell("");
    else if (!hits.length) tell(say("search.none", { words: field.value }));
    else tell(`${say("search.found", { count: all.length })} ${more ? say("search.more", { count: more }) : ""}`);
  };
  field.addEventListener("input", show);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && hits.length) mark((active + 1) % hits.length);
    else if (event.key === "ArrowUp" && hits.length) mark((active - 1 + hits.length) % hits.length);
    else if (event.key === "Enter") take(Math.max(active, 0));
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
