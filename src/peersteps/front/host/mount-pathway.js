// Finding the pathway in a page.

/** @param {(root: HTMLElement) => void} draw */
export function mountPathway(draw) {
  for (const root of document.querySelectorAll("div.pathway")) draw(/** @type {HTMLElement} */ (root));
}
