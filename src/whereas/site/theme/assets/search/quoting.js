/* Finds a query's words in a text's own JSON: the paragraph that answers best, its name, a quote.
   Makes nodes of text, `mark` and `em` only; never markup from data. */

import { findHits, joinHits } from "./words.js";

const QUOTE = 320; // characters of a paragraph that are quoted
const BEFORE = 80; // of them before the first word found

/** Where a text answers: `place` is the paragraph or note with most of the words, undefined if
    none has any; `worth` how much of the query one paragraph, note or title holds; `marks` what
    to mark, written as a query; `verified` whether each phrase stands somewhere. */
export function findPlace(text, language, wanted) {
  const notes = text.notes.map(({ mark, text: words }) => (
    { id: `note${mark}`, kind: "note", num: mark, text: words }));
  const title = { text: text.title ?? "" }; // some have none
  const places = [...text.paragraphs, ...notes, title].map((place) => {
    const hits = findHits(place.text, language, wanted);
    const slots = [...new Set(hits.map(({ slot }) => slot))];
    // A phrase, which has a slot below 0, is worth more than any number of words.
    return { ...place, hits, worth: slots.reduce((sum, slot) => sum + (slot < 0 ? 100 : 1), 0) };
  });
  const hits = places.flatMap((place) => place.hits);
  const worth = Math.max(...places.map((place) => place.worth));
  places.pop();
  const best = Math.max(1, ...places.map((place) => place.worth));
  const forms = new Set(hits.flatMap(({ word }) => word ?? []));
  return {
    place: places.find((place) => place.worth === best),
    worth,
    marks: [...forms, ...wanted.phrases.map((phrase) => `"${phrase.join(" ")}"`)].join(" "),
    verified: wanted.phrases.every((_, number) => hits.some(({ slot }) => slot === -1 - number)),
  };
}

/** What a paragraph is called, by the page's own words: para. 5 (a). */
export function nameOf(place, paragraphs, names) {
  const items = [];
  for (let at = place; at; at = paragraphs.find(({ id }) => id === at.parent)) {
    const name = names[at.kind];
    const number = at.num ?? at.id.match(/\d*$/)[0];
    if (name) return [name.replace("{n}", number).trim(), ...items].join(" ");
    if (at.kind === "item" && at.num) items.unshift(labelOf(at, paragraphs, names));
  }
  return names.other;
}

/** The label of an item as the page's language prints it at that depth of lists: (a), (أ). */
function labelOf(item, paragraphs, names) {
  let depth = 0;
  for (let at = item; at; at = paragraphs.find(({ id }) => id === at.parent)) {
    depth += at.kind === "item";
  }
  const degree = Math.min(depth, 3) - 1;
  const num = item.num.replace(/[()]/g, "");
  // Where the language counts with signs of its own, they stand in the order of a, b or i, ii.
  const [latin, own] = [names.latin, names.series].map((all) => all.split("|")[degree]?.split(" ") ?? []);
  return names.items.split("|")[degree].replace("{num}", own[latin.indexOf(num)] ?? num);
}

/** A paragraph as nodes: the stretch with most of the words, these marked, opening words in em. */
export function quote({ text, hits, opening }) {
  const [from, to] = excerpt(text, hits);
  const [start, end] = openingUnits(text, opening, from, to);
  const opened = document.createElement("em");
  opened.append(...markWords(text, hits, start, end));
  return [
    from > 0 ? "… " : "",
    ...markWords(text, hits, from, start),
    start < end ? opened : "",
    ...markWords(text, hits, end, to),
    to < text.length ? " …" : "",
  ];
}

function markWords(text, hits, from, to) {
  const nodes = [];
  let at = from;
  for (const hit of joinHits(hits)) {
    const [start, end] = [Math.max(hit.start, at), Math.min(hit.end, to)];
    if (start >= end) continue;
    const mark = document.createElement("mark");
    mark.append(text.slice(start, end));
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  return [...nodes, text.slice(at, to)];
}

function excerpt(text, hits) {
  if (text.length <= QUOTE) return [0, text.length];
  const near = hits.map(({ start }) => new Set(hits
    .filter((hit) => hit.start >= start && hit.end < start + QUOTE - BEFORE)
    .map(({ slot }) => slot)).size);
  const first = hits[near.indexOf(Math.max(...near))].start;
  // Cut between words, where the language parts words at all.
  const space = text.indexOf(" ", first - BEFORE);
  const before = space >= 0 && space < first ? space + 1 : first - BEFORE;
  const from = first <= BEFORE ? 0 : before;
  const last = text.lastIndexOf(" ", from + QUOTE);
  const to = last > first ? last : from + QUOTE;
  return [from, from + QUOTE >= text.length ? text.length : to];
}

/** The place of the opening words in UTF-16 units; an empty one where they are not shown. */
function openingUnits(text, opening, from, to) {
  const units = (count) => [...text].slice(0, count).join("").length;
  const [start, end] = (opening ?? [0, 0]).map(units);
  return from <= start && end <= to ? [start, end] : [from, from];
}
