// What is said of events: fetched when first needed, and absent where events are very many.

/**
 * @param {object} events decoded columns, `when` for events whose text is not here
 * @param {object|null} source `{url}`, or the text itself, or null where there is none
 * @param {(url: string) => Promise<object>} fetchJson
 * @returns {{title: Function, when: Function, claims: Function, load: Function}} `title` is empty
 *   until `load()` has resolved, and for good where there is no text
 */
export function createWords(events, source, fetchJson) {
  let text = source && !source.url ? source : null;
  let loading = null;
  return {
    title: (event) => text?.title[event] ?? "",
    when: (event) => text?.when[event] ?? events.when(event),
    claims: (event) => text?.claims?.[event] ?? [],
    /** True where titles may still come. */
    pending: () => Boolean(source) && !text,
    /** @returns {Promise<void>} */
    load() {
      if (text || !source) return Promise.resolve();
      loading ??= fetchJson(source.url).then((found) => {
        text = found;
      });
      return loading;
    },
  };
}
