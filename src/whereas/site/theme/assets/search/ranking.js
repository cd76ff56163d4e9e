/* Finds the texts that answer a query and puts them in order. Knows the index, not the page. */

import { readPostings } from "./index.js";
import { parseQuery } from "./words.js";

/** The numbers of the texts that answer, best first, and what to look for in them.

    `all` of the `numbers` have every word that any text has; texts with half of them follow
    where few have all. `unknown` are words that no text has. `wanted` is for `findHits`: a phrase
    only makes its words necessary here, and whoever shows a text verifies it. */
export async function rank(index, query, enough) {
  const { phrases, words } = parseQuery(query, index.language);
  const { slots, unknown } = await lookUp(index, words, phrases);
  const impossible = phrases.flat().some((word) => unknown.includes(word));
  const scores = new Float32Array(index.count);
  const hits = new Uint8Array(index.count);
  for (const { groups } of impossible ? [] : slots) {
    const weights = weigh(groups, index.count);
    const rarity = Math.log(1 + index.count / weights.size);
    for (const [number, weight] of weights) {
      scores[number] += rarity * weight;
      hits[number] += 1;
    }
  }
  const found = [...hits.keys()].filter((number) => hits[number]);
  const all = found.filter((number) => hits[number] === slots.length).length;
  const least = all >= enough || phrases.length ? slots.length : slots.length / 2;
  // Equally good: the newest first.
  const numbers = found.filter((number) => hits[number] >= least)
    .sort((a, b) => hits[b] - hits[a] || scores[b] - scores[a] || b - a);
  const forms = slots.filter(({ word }) => words.includes(word)).flatMap(({ groups }, slot) =>
    groups.flatMap((group) => group.forms.map((form) => [form, slot])));
  return { numbers, all, unknown, wanted: { forms: new Map(forms), phrases } };
}

/** The groups of each word that counts. What no text has may be the beginning of a word, if it is
    the last one, or another form of a word. */
async function lookUp(index, words, phrases) {
  const every = [...new Set([...words, ...phrases.flat()])];
  const telling = every.filter((word) => !index.common.has(word));
  const slots = await Promise.all((telling.length ? telling : every).map(async (word) => {
    let groups = await index.groups(word);
    if (!groups.length && word === words.at(-1)) groups = await index.beginning(word);
    if (!groups.length && words.includes(word)) groups = await index.akin(word);
    return { word, groups };
  }));
  const unknown = slots.filter(({ groups }) => !groups.length).map(({ word }) => word);
  // Two forms of one word are one word.
  const seen = new Set();
  const distinct = ({ groups: [first] }) => first && !seen.has(first) && seen.add(first);
  return { slots: slots.filter(distinct), unknown };
}

/** How much a word weighs in each text: the most that any of its groups does. */
function weigh(groups, count) {
  const most = new Map();
  for (const group of groups) {
    const { numbers, weights } = readPostings(group, count);
    numbers.forEach((number, i) => {
      most.set(number, Math.max(most.get(number) ?? 0, weights[i]));
    });
  }
  return most;
}
