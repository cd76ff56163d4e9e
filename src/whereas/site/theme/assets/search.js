/* The search page: reads the query from the address, finds, shows. What it says comes from the
   data attributes of the page, what it shows from the texts' own JSON, and both as text only.
   Forms and links carry query and page, so history and keyboard are the browser's own. */

import { Index } from "./search/index.js";
import { findPlace, nameOf, quote } from "./search/quoting.js";
import { rank } from "./search/ranking.js";
import { findSymbol } from "./search/symbols.js";

const PAGE = 10; // results on a page
const MOST_READ = 100; // texts read for a page of results with a quoted phrase

const section = document.getElementById("search-results");
const status = document.getElementById("search-status");
const words = section.dataset;
const root = new URL(words.root, location.href);
const parameters = new URLSearchParams(location.search);
const query = (parameters.get("q") ?? "").trim();
const page = Math.max(1, Number.parseInt(parameters.get("p"), 10) || 1);

async function search() {
  status.textContent = words.searching;
  const index = await Index.open(new URL(words.index, location.href));
  const [texts, ranked] = await Promise.all([index.texts, rank(index, query, PAGE)]);
  // Who puts quotation marks round a symbol looks for the words.
  const named = ranked.wanted.phrases.length ? [] : findSymbol(query, texts, index.heads);
  if (named.length === 1 && /\p{N}/u.test(query) && parameters.get("jump") !== "0") {
    location.replace(new URL(texts[named[0]].path, root));
    return;
  }
  const load = (number) => read(texts[number], index.language, ranked.wanted);
  // Texts whose symbol was typed stand first, and once.
  const numbers = ranked.numbers.filter((number) => !named.includes(number));
  const again = ranked.numbers.slice(0, ranked.all).filter((number) => named.includes(number));
  const all = ranked.all - again.length;
  const first = await Promise.all(page > 1 ? [] : named.map(load));
  const others = await (ranked.wanted.phrases.length ? verify : take)(numbers, load);
  const results = [...first, ...others.results];
  show(results, others.more);
  if (!results.length) offerOthers();
  status.textContent = describe({ ...ranked, numbers, all, ...others, named: named.length, results });
}

/** A text as its own JSON tells it, and where it answers; no `text` if that cannot be read. */
async function read({ symbol, path, held }, language, wanted) {
  const url = new URL(path, root);
  if (!held) return { symbol, url, held, worth: 0 };
  try {
    const file = new URL(url);
    file.pathname = file.pathname.replace(/\.html$/, ".json");
    const response = await fetch(file);
    if (!response.ok) throw new Error(response.status);
    const text = await response.json();
    if (text.language !== language) return { symbol, url, text, foreign: text.language, worth: 0 };
    return { symbol, url, text, ...findPlace(text, language, wanted) };
  } catch {
    return { symbol, url, worth: 0 };
  }
}

/** A page of texts; those that have most of the words in one paragraph come first. */
async function take(numbers, load) {
  const results = await Promise.all(numbers.slice((page - 1) * PAGE, page * PAGE).map(load));
  results.sort((a, b) => b.worth - a.worth);
  return { results, more: numbers.length > page * PAGE };
}

/** A page of texts that are known to hold the quoted phrases; the likeliest are read first. */
async function verify(numbers, load) {
  const holding = [];
  const most = Math.min(numbers.length, MOST_READ * page);
  let looked = 0;
  while (looked < most && holding.length <= page * PAGE) {
    const results = await Promise.all(numbers.slice(looked, looked + PAGE).map(load));
    holding.push(...results.filter(({ verified }) => verified));
    looked += results.length;
  }
  return {
    results: holding.slice((page - 1) * PAGE, page * PAGE),
    more: holding.length > page * PAGE || (looked === most && most < numbers.length),
    all: holding.length,
    looked,
  };
}

function show(results, more) {
  const list = section.querySelector("ol");
  list.start = (page - 1) * PAGE + 1;
  list.append(...results.map(item));
  section.hidden = !results.length;
  const link = section.querySelector("a[rel=next]");
  link.parentNode.hidden = !more;
  parameters.set("p", page + 1);
  link.href = `?${parameters}`;
}

/** The same query on the search pages of the site's other languages. */
function offerOthers() {
  const offer = document.getElementById("search-others");
  if (!offer) return;
  offer.querySelectorAll("a").forEach((link) => {
    link.search = `?${new URLSearchParams({ q: query })}`;
  });
  offer.hidden = false;
}

function item({ symbol, url, text, place, marks, foreign }) {
  const target = new URL(url);
  if (place) {
    target.searchParams.set("hl", marks);
    target.hash = place.id;
  }
  const about = element("span", { class: "sm" }, element("bdi", {}, symbol));
  const date = text?.adoption?.date;
  if (date) about.append(" · ", element("time", { datetime: date }, formatDate(date)));
  const mark = text && text.status !== "adopted" && words[text.status];
  if (mark) about.prepend(element("b", { class: "st" }, mark), " ");
  const name = text?.title ?? symbol;
  const title = foreign && text.title
    ? element("a", { class: "ttl", href: target, lang: foreign, hreflang: foreign }, element("bdi", {}, name))
    : element("a", { class: "ttl", href: target }, name);
  const made = element("li", {}, title, about);
  if (place) {
    const called = element("a", { href: target }, nameOf(place, text.paragraphs, words));
    made.append(element("p", { class: "q" }, called, " ", ...quote(place)));
  }
  return made;
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

/** A phrase of the page with its fields filled. */
function fill(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A day as the page's language writes it: 16 December 2021. */
function formatDate(date) {
  const [year, month, day] = date.split("-").map(Number);
  return fill(words.date, {
    year, month: words.months.split("|")[month - 1], day: day === 1 ? words.first : day,
  });
}

/** What was found, in sentences for the live region. */
function describe({ named, unknown, all, numbers, wanted, looked, results }) {
  const found = unknown.length ? 0 : all;
  const partly = (wanted.phrases.length ? all : numbers.length) - found;
  const unread = results.filter(({ text, held }) => !text && held !== false).length;
  const sentences = [
    [named, "named", { n: named }],
    [unknown.length, "unknown", { words: unknown.map((word) => fill(words.quoted, { word })).join(" ") }],
    [found, "found", { n: found }],
    [partly, "partly", { n: partly }],
    [looked < numbers.length, "looked", { n: looked, all: numbers.length }],
    [!named && !found && !partly, "none", {}],
    [page > 1, "page", { n: page }],
    [unread, "unread", { n: unread }],
  ];
  return sentences.filter(([said]) => said)
    .map(([, name, values]) => fill(words[name], values)).join(" ");
}

if (query) {
  document.getElementById("search-query").value = query;
  document.title = `${query} · ${document.title}`;
  search().catch(() => { status.textContent = words.failed; });
}
