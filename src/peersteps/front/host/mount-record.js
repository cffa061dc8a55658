// Finding the places in a page for the record, and for the buttons that add to it.

/**
 * Mount the record, and the buttons that add a read page to it.
 * @param {(root: HTMLElement) => void} record
 * @param {(root: HTMLElement) => void} done
 */
export function mountRecord(record, done) {
  for (const root of document.querySelectorAll("div.peersteps-record")) record(ours(root));
  for (const root of document.querySelectorAll("div.peersteps-done")) done(ours(root));
}

/**
 * Give an element our look.
 * @param {Element} root
 */
function ours(root) {
  root.classList.add("peersteps");
  root.setAttribute("data-mounted", "");
  return /** @type {HTMLElement} */ (root);
}
