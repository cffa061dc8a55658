// Who to turn to, and where a statement comes from.

import { h } from "./dom.js";

/** @import { Contact, Fact } from "../types" */

/** @param {Contact[]} contacts */
export function contactList(contacts) {
  return h("ul", { class: "ps-contacts" }, ...contacts.map(contactItem));
}

/** @param {Contact} contact */
function contactItem({ name, how, when, tel, note }) {
  return h(
    "li",
    {},
    h("strong", {}, name),
    h(tel ? "a" : "span", tel ? { href: `tel:${tel}` } : {}, how),
    when && h("span", {}, when),
    note && h("small", {}, note),
  );
}

/**
 * "Where this comes from", closed until it is wanted.
 * @param {Fact | undefined} fact
 */
export function comesFrom(fact) {
  if (!fact) return null;
  const source = [fact.source, fact.date].filter(Boolean).join(", ");
  const named = /^https?:/.test(fact.url) ? h("a", { href: fact.url, rel: "noreferrer" }, source) : source;
  const sure = h("p", {}, h("strong", {}, fact.sure));
  return h("details", {}, h("summary", {}, "Where this comes from"), h("p", {}, fact.says), sure, source && h("p", {}, named));
}
