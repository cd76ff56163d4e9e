/* Cuts text into the words that search compares: one definition with site/search/tokens.py.
   tests/search/tokens.json holds both to it. */

// Chinese characters, and what may stand inside a word beside letters and digits.
const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
const SIGNS = "\\u00ad\\u0300-\\u036f\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u200c\\u200d";
const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}])`;
const RUN = `([${HAN}]+|${LETTER}+(?:[${SIGNS}]+${LETTER}*)*)`;

// What is joined to a word by an apostrophe and is no word of its own: women’s, l’eau.
const CLITICS = {
  en: `(?<=${LETTER})['’][sS](?!${LETTER})`,
  fr: "(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u)['’]",
};

const HAN_FIRST = new RegExp(`^[${HAN}]`, "u");
const ANY_RUN = new RegExp(RUN, "gu");
// й is a letter and not an accented и, therefore its breve stays.
const ACCENTS = /(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0610-\u061a\u064b-\u065f\u0670]/gu;
// Letters that writers interchange, signs that mean nothing here.
const SAME = { ς: "σ", ى: "ي", ة: "ه", ٱ: "ا", æ: "ae", œ: "oe" };
const INTERCHANGED = /[ςىةٱæœ\u00ad\u0640\u200c\u200d]/gu;

/** Writes Arabic and Persian digits as 0 to 9. */
export const asciiDigits = (text) =>
  text.replace(/[٠-٩۰-۹]/gu, (digit) => String(digit.charCodeAt(0) % 16));

const alike = (word) => word.replace(INTERCHANGED, (sign) => SAME[sign] ?? "");

// Interchanged once more, since ǣ is æ only now.
const plain = (word) => alike(word.normalize("NFD").replace(ACCENTS, "").normalize("NFC"));

// Python can casefold, JavaScript cannot: upper and then lower case is the same in both.
const fold = (run) => alike(asciiDigits(run.normalize("NFKC").toUpperCase().toLowerCase()));

/** The words of one run with their places in it: itself, or each pair of Chinese neighbours. */
function cut(run) {
  return [...fold(run).matchAll(ANY_RUN)].flatMap(([part]) => {
    const signs = [...part];
    if (signs.length < 3 || !HAN_FIRST.test(part)) return { word: part, start: 0, end: run.length };
    let end = signs[0].length;
    return signs.slice(1).map((sign, i) => {
      const start = end - signs[i].length;
      end += sign.length;
      return { word: signs[i] + sign, start, end };
    });
  });
}

/** The words of a text in order, folded, with their places: [{word, start, end}]. */
export function tokens(text, language) {
  const clitic = CLITICS[language];
  const runs = text.matchAll(new RegExp(clitic ? `${clitic}|${RUN}` : RUN, "gu"));
  return [...runs].flatMap(({ 1: run, index }) => cut(run ?? "").map(({ word, start, end }) => (
    { word: plain(word), start: index + start, end: index + end })))
    .filter(({ word }) => word);
}

/** Where wanted words and phrases stand: [{word, start, end, slot}]. `wanted.forms` gives a word's
    slot; `wanted.phrases` are lists of words side by side, with slots -1, -2 … and no `word`. */
export function findHits(text, language, wanted) {
  const found = tokens(text, language);
  return found.flatMap(({ word, start, end }, at) => {
    const hits = wanted.forms.has(word) ? [{ word, start, end, slot: wanted.forms.get(word) }] : [];
    wanted.phrases.forEach((phrase, number) => {
      if (phrase.every((part, step) => found[at + step]?.word === part)) {
        hits.push({ start, end: found[at + phrase.length - 1].end, slot: -1 - number });
      }
    });
    return hits;
  });
}

/** The same places without overlaps, in order: what is to be marked. */
export function joinHits(hits) {
  const joined = [];
  for (const { start, end } of [...hits].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

const MARK = "\"“”„«»＂「」『』";
const QUOTED = new RegExp(`[${MARK}]([^${MARK}]+)[${MARK}]`, "gu");

/** Takes a query apart: the words of each phrase in quotation marks, and all other words. */
export function parseQuery(query, language) {
  const words = (text) => tokens(text, language).map(({ word }) => word);
  const phrases = [...query.matchAll(QUOTED)].map(([, phrase]) => words(phrase));
  return {
    phrases: phrases.filter((phrase) => phrase.length),
    words: words(query.replace(QUOTED, " ")),
  };
}
