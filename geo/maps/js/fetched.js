// Files of the map's own server. Data are named by their content, so each version is fetched once:
// the browser keeps it, also for other tabs. The headers they come with let no cache keep anything.

const STORE = "truceline";
const NAMED_BY_CONTENT = /\/([a-z]+)-[0-9a-f]{16}\.[a-z.]+$/;
const KEPT = 4;
// Made anew for each view and window: to keep it would take longer than to fetch it.
const PASSING = "cells";

/**
 * @param {string} url absolute
 * @returns {Promise<Response>} that is good
 * @throws {Error} with the status if the server has no such file
 */
export async function fetched(url) {
  const kind = NAMED_BY_CONTENT.exec(new URL(url).pathname)?.[1];
  const store = kind && kind !== PASSING ? await openStore() : undefined;
  const kept = await store?.match(url);
  if (kept) return kept;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  if (store) await keep(store, kind, url, response.clone());
  return response;
}

export async function fetchJson(url) {
  return (await fetched(url)).json();
}

/** The browser's store; none where the page is not trusted with one, as over plain http. */
async function openStore() {
  try {
    return await globalThis.caches?.open(STORE);
  } catch {
    return undefined;
  }
}

/** Keep a file and drop the oldest of its kind; a full disk is no reason to fail. */
async function keep(store, kind, url, response) {
  try {
    await store.put(url, response);
    const same = (await store.keys()).filter((request) =>
      NAMED_BY_CONTENT.exec(new URL(request.url).pathname)?.[1] === kind);
    await Promise.all(same.slice(0, -KEPT).map((request) => store.delete(request)));
  } catch {
    // What is not kept is fetched again.
  }
}
