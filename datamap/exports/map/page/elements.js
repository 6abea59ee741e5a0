/* Elements of the page. Words only ever become text: nothing here or elsewhere reads them as HTML. */
function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...(Array.isArray(children) ? children : [children]));
  return made;
}

/* Words from people, kept from turning the reading order of what stands around them. */
const name = (text, attributes = {}) => element("bdi", attributes, text);

function choiceButton(choice, children, attributes = {}) {
  const button = element("button", { type: "button", ...attributes }, children);
  button.addEventListener("click", () => choose(choice));
  return button;
}
