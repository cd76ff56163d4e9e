/* Recognizes the symbol of a text in whatever way it is typed, and never takes words for one.
   tests/search/spellings.json lists spellings and what they must find. */

import { asciiDigits } from "./words.js";

// What people write before or after a number in six languages, and what it says.
const SAID = [
  [/^(?:RESOLU(?:TIONS?|CION)|РЕЗОЛЮЦИ[ЯИЮ]|(?:ال)?قرار|决议|決議|第(?=\d))/u, "RES "],
  [/^(?:DECISI(?:ONS?|ON)|РЕШЕНИ[ЕЯЮ]|(?:ال)?مقرر)/u, "DEC "],
  [/^U\.?N\.? DOC(?:UMENT|\.)?|号?(?:决议|決議)$|\.(?:HTML|JSON|YAML|XML|CSV|TXT|MD|PDF)$/gu, ""],
];
const HEAD = /^(?:.*\/)?(?:RES|DEC|PRST)[/.]/i;
const ADDRESS = /^(?:https?:\/\/|[\w.-]+\.[a-z]{2,}\/)/i;

/** The letters and digits of a symbol, with `/` only where two numbers meet: ARES76/159. */
function key(text) {
  const upper = asciiDigits(text.normalize("NFKC")).toUpperCase();
  const bare = upper.normalize("NFD").replace(/\p{M}/gu, "").trim();
  return SAID.reduce((rest, [words, kind]) => rest.replace(words, kind), bare)
    .replace(/[^\p{L}\p{N}]+/gu, "/")
    .replace(/(?<!\p{N})\/|\/(?!\p{N})/gu, "");
}

/** The keys that find a symbol, in three levels: the whole, the whole without some of its
    beginning, and the same without its part (A) or what stands in brackets (2000). */
function keysOf(symbol, beginnings) {
  const [head] = [symbol.match(HEAD)?.[0] ?? "", ...beginnings.filter((one) => symbol.startsWith(one))]
    .sort((a, b) => b.length - a.length);
  const tail = symbol.slice(head.length);
  const heads = head.split("/").map((_, i, parts) => parts.slice(i).join("/"));
  const whole = tail.replace(/(\d) ?[A-Z](?= ?\(|$)/, "$1");
  const tails = [whole, ...[tail, whole].map((text) => text.replace(/ ?\([^()]*\)/, ""))];
  const join = (ends) => heads.flatMap((start) => ends.map((end) => key(start + end)));
  return [[key(symbol)], join([tail]), join(tails)];
}

/** The keys of what was typed; an address may hold a symbol at its end or in a field. */
function typedKeys(typed) {
  if (!ADDRESS.test(typed)) return [key(typed)];
  try {
    const address = new URL(typed.includes("://") ? typed : `https://${typed}`);
    const parts = decodeURIComponent(address.pathname).split("/");
    const ends = parts.map((_, i) => parts.slice(i).join("/"));
    return [...ends, ...address.searchParams.values(), typed].map(key);
  } catch {
    return [key(typed)]; // no address after all
  }
}

/** The numbers of the texts whose symbol or alias was typed, all of the best level there is:
    68/247 is A/RES/68/247 or else, where no text has that symbol, A/RES/68/247 A and B.
    `heads` are beginnings of symbols that may be left out; a document that the site lacks
    answers only where no text does. */
export function findSymbol(typed, texts, heads = []) {
  for (const wanted of typedKeys(typed)) {
    // A lone number is a word like any other.
    if (!/\p{L}|\//u.test(wanted)) continue;
    const numbers = wanted.match(/\d+/g) ?? [];
    const levels = [[], [], []];
    texts.forEach(({ symbol, aliases }, number) => {
      // Keys are dear to make: most texts lack the numbers, and without any only an alias fits.
      const keys = (numbers.length ? [symbol, ...aliases] : aliases)
        .filter((name) => numbers.every((part) => name.includes(part))).map((name) => keysOf(name, heads));
      const level = levels.findIndex((_, i) => keys.some((ways) => ways[i].includes(wanted)));
      levels[level]?.push(number);
    });
    const best = levels.find((found) => found.length);
    const held = best?.filter((number) => texts[number].held !== false);
    if (best) return held.length ? held : best;
  }
  return [];
}
