/**
 * The worker of the approver's page: what the network has, else what offline.ts put into the cache. A
 * file of its own in the build, because a browser asks for it by its address.
 */

/** The little of a worker's own types that is used; the console's types are a page's. */
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const CACHE = "keepshop-approve-1";

addEventListener("fetch", (event) => {
  const { request } = event as FetchEvent;
  if (request.method !== "GET") return;
  (event as FetchEvent).respondWith(answer(request));
});

/** Built files never change under their name; the page itself is asked for anew where that can be done. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request, { ignoreSearch: true });
  if (known !== undefined && new URL(request.url).pathname.includes("/assets/")) return known;
  try {
    return await fetch(request);
  } catch (error) {
    if (known !== undefined) return known;
    throw error;
  }
}
