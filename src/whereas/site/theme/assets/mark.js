/* Marks the words that a search result's link carries (?hl=periodic+review), then takes them out
   of the address, so that a copied link is the paragraph's own. Text stays as it is: `mark`
   elements stand round words and add none. Loads the rest only where there is something to mark. */

const wanted = new URLSearchParams(location.search).get("hl");
const record = document.querySelector(".doc");

/** The text nodes of a block that are words of the record: no numbers, note marks, glosses. */
function textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, ({ parentElement }) => (
    parentElement.closest(".n, .r, .g, .cp, mark")
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

/** Marks places of a block's text, which may run over several of its nodes. */
function markPlaces(nodes, places) {
  let after = nodes.reduce((length, node) => length + node.length, 0);
  // From the end, so that splitting a node moves nothing that is still to be marked.
  for (const node of nodes.reverse()) {
    const [first, last] = [after - node.length, after];
    for (const { start, end } of [...places].reverse()) {
      if (start >= last || end <= first) continue;
      const range = document.createRange();
      range.setStart(node, Math.max(start - first, 0));
      range.setEnd(node, Math.min(end, last) - first);
      range.surroundContents(document.createElement("mark"));
    }
    after = first;
  }
}

if (wanted && record) {
  const { findHits, joinHits, parseQuery } = await import("./search/words.js");
  const { words, phrases } = parseQuery(wanted, record.lang);
  const forms = new Map(words.map((word) => [word, 0]));
  for (const block of record.querySelectorAll("p, h2, h3, td, th")) {
    const nodes = textNodes(block);
    const text = nodes.map((node) => node.data).join("");
    markPlaces(nodes, joinHits(findHits(text, record.lang, { forms, phrases })));
  }
  const address = new URL(location.href);
  address.searchParams.delete("hl");
  history.replaceState(history.state, "", address);
}
