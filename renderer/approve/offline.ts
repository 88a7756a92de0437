/** Keeps the approver's page on the phone, so that it opens again where there is no connection. */

/** Shared with worker.ts by name only: a worker of its own file shares no code with the page. */
const CACHE = "keepshop-approve-1";
const WORKER = "approve-worker.js";

/**
 * Registers the worker that answers from the cache, and puts the page and all it has loaded there.
 * Where a browser knows no worker (an address without HTTPS), the page works as long as it is open.
 */
export async function keepPageHere(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(WORKER);
    const here = location.pathname;
    const loaded = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && pathname.includes("/assets/"))
      .map(({ pathname }) => pathname);
    const cache = await caches.open(CACHE);
    await cache.addAll([here, ...new Set(loaded)]);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== here && !loaded.includes(pathname)) await cache.delete(request);
    }
  } catch {
    // Without room or permission nothing is kept; the next visit with a connection tries again.
  }
}
