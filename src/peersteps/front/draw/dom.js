// Making elements. Words become text nodes, never HTML.

/**
 * An element with attributes, listeners (`onclick`) and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes] false and null are left out
 * @param {...(Node | string | false | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...present(children));
  return element;
}

/**
 * A button that does something here.
 * @param {string} words
 * @param {() => void} onclick
 * @param {string} [look] class names
 */
export function button(words, onclick, look = "ps-button") {
  return h("button", { type: "button", class: look, onclick }, words);
}

/**
 * A heading that focus can be moved to.
 * @param {string} words
 */
export function heading(words) {
  return h("h3", { tabindex: "-1" }, words);
}

/**
 * The frame around everything that is played: a title, tools first, then what is going on.
 * @param {string} title
 * @param {string} label what the tools are for
 * @param {...Node} children
 */
export function framed(title, label, ...children) {
  const id = newId();
  const tools = h("div", { class: "ps-tools", role: "group", "aria-label": label });
  const above = document.querySelector("h1");
  // A page of its own has this very title already: there it names the frame, and nobody has to read it twice.
  const look = above?.textContent?.trim() === title ? "ps-title ps-unseen" : "ps-title";
  const element = h(
    "section",
    { class: "ps-frame", "aria-labelledby": id },
    h(above ? "h2" : "h1", { id, class: look }, title),
    tools,
    ...children,
  );
  return { element, tools };
}

/**
 * A list of texts or nodes.
 * @param {(Node | string)[]} items
 * @param {string} [look]
 */
export function list(items, look) {
  return h("ul", { class: look }, ...items.map((item) => h("li", {}, item)));
}

/**
 * Put children in place of whatever an element holds.
 * @param {Element} element
 * @param {...(Node | string | false | null | undefined)} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

/**
 * Move the reader to something new: focus on its heading, with its top in view.
 * @param {HTMLElement} target
 * @param {Element} [top]
 */
export function arriveAt(target, top = target) {
  target.focus({ preventScroll: true });
  top.scrollIntoView({ block: "start" });
}

/** A polite announcement for what focus does not show, such as "Went back one step". */
export function announcer() {
  const element = h("p", { role: "status", class: "ps-status" });
  return {
    element,
    /** @param {string} words */
    say(words) {
      if (element.textContent !== words) element.textContent = words;
    },
  };
}

let made = 0;

/** An id that no other element of the page has. */
export function newId() {
  return `ps-${++made}`;
}

/** @param {(Node | string | false | null | undefined)[]} children */
function present(children) {
  return /** @type {(Node | string)[]} */ (children.filter((child) => child || child === ""));
}
