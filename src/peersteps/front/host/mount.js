// Finding the places in a page where the player goes, and the content that waits there.

/**
 * Mount every `<div class="peersteps">` whose JSON is of one of these kinds.
 * What was inside, the readable script, is replaced.
 * @param {Record<string, (root: HTMLElement, payload: any) => void>} kinds
 */
export function mountAll(kinds) {
  for (const root of document.querySelectorAll("div.peersteps:not([data-mounted])")) {
    const source = root.querySelector('script[type="application/json"]');
    const payload = JSON.parse(source?.textContent || "{}");
    const draw = kinds[payload.kind];
    if (!draw) continue;
    root.setAttribute("data-mounted", "");
    draw(/** @type {HTMLElement} */ (root), payload);
  }
}
