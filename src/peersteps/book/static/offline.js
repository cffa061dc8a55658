// A service worker: pages that were opened here open again without a network. With a network, they are always asked for
// anew, so that nobody reads an old number. What is kept says no more than the browser's own history does.

const KEPT = "peersteps";
const ALWAYS = ["book/no-network.html", "book/get-help.html", "book/after-a-call.html"];
const scope = self.registration.scope;

self.addEventListener("install", (event) => event.waitUntil(keep(ALWAYS.map((page) => new URL(page, scope).href))));

// The page that starts this worker was loaded before it, so it says what it was made of.
self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(scope)) event.respondWith(answer(request));
});

async function keep(addresses) {
  await Promise.all(addresses.filter((one) => one.startsWith(scope)).map((one) => answer(new Request(one))));
}

async function answer(request) {
  const kept = await caches.open(KEPT).catch(() => null);
  // Where the browser keeps nothing any more, the page is fetched all the same.
  if (!kept) return fetch(request);
  // An address with a digest never changes its content.
  const known = new URL(request.url).searchParams.has("v") && (await kept.match(request));
  if (known) return known;
  try {
    const response = await fetch(request);
    if (response.ok) await replace(kept, request, response.clone());
    return response;
  } catch (noNetwork) {
    const found = await kept.match(request, { ignoreSearch: true });
    if (found) return found;
    if (request.mode === "navigate") return Response.redirect(new URL(ALWAYS[0], scope).href);
    throw noNetwork;
  }
}

/** Where the device has no room, the page that is there is shown all the same. */
async function replace(kept, request, response) {
  try {
    await kept.delete(request, { ignoreSearch: true });
    await kept.put(request, response);
  } catch (full) {
    // Nothing is lost but the copy.
  }
}
