// Files of the map's own server. Data are named by their content and the server says so
// (`geo/ui/kept.py`), so the browser's own cache keeps each version, also for other tabs.

/**
 * @param {string} url absolute
 * @returns {Promise<Response>} that is good
 * @throws {Error} with the status if the server has no such file
 */
export async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response;
}

export async function fetchJson(url) {
  return (await fetched(url)).json();
}
