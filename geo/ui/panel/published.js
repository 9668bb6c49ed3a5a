// Files that Python has published, named by their content.

/** What a published JSON file holds; `link` is from the page. */
export async function published(link) {
  const answer = await fetch(new URL(link, document.baseURI));
  if (!answer.ok) throw new Error(`A file of this page could not be loaded: ${answer.status}`);
  return answer.json();
}
