// Joining what can wait to the conversations of a page.

import { Extras } from "../beside/beside.js";

/** Every conversation that the page has drawn, once. */
export function joinAll() {
  for (const root of document.querySelectorAll("div.peersteps[data-mounted]")) {
    const { played } = /** @type {{ played?: import("../types").Played }} */ (/** @type {unknown} */ (root));
    if (!played || played.beside) continue;
    const extras = new Extras(played);
    played.join(extras);
    extras.open();
  }
}
