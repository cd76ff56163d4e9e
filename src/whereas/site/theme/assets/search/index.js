/* Reads the index of one language: its directory, the table of texts, chunks of words.
   The format is that of site/search/index.py and words.py. */

const FORMAT = "search/1";

async function fetchDeflated(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const plain = response.body.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

const decode = (bytes) => new TextDecoder().decode(bytes);

/** A chunk as a map from a word to its lines: groups of forms, or pointers to a first form. */
function parseChunk(bytes) {
  const end = bytes.indexOf(0);
  const lines = new Map();
  let at = end + 1;
  for (const line of decode(bytes.subarray(0, end)).split("\n")) {
    const fields = line.split(" ");
    const [texts, length] = fields.slice(-2).map(Number);
    const entry = fields.length === 2
      ? { first: fields[1] }
      : { forms: fields.slice(0, -2), texts, postings: bytes.subarray(at, at += length) };
    lines.set(fields[0], [...(lines.get(fields[0]) ?? []), entry]);
  }
  return lines;
}

/** The numbers of the texts that hold a group's words, and how much these weigh in each. */
export function readPostings({ texts, postings }, count) {
  let at = 0;
  let number = 0;
  const next = () => {
    let gap = 0;
    let shift = 1;
    let byte;
    do {
      byte = postings[at++];
      gap += (byte & 127) * shift;
      shift *= 128;
    } while (byte > 127);
    return number += gap;
  };
  if (texts > 0) {
    const numbers = Array.from({ length: texts }, next);
    return { numbers, weights: postings.subarray(at) };
  }
  // A common word has the texts that lack it, and weighs the same in all others.
  const lacking = new Set(Array.from({ length: count + texts }, next));
  const numbers = Array.from({ length: count }, (_, i) => i).filter((i) => !lacking.has(i));
  return { numbers, weights: new Uint8Array(numbers.length).fill(1) };
}

/** The table of texts: symbol, path from the site's root, aliases, and whether the site holds
    the text; the oldest text first, then what is known by its symbol alone. */
const parseTexts = (bytes, held) => decode(bytes).split("\n").filter(Boolean).map((line, i) => {
  const [symbol, path, ...aliases] = line.split("\t");
  const address = path.replace("*", () => symbol.replaceAll(" ", ""));
  return { symbol, path: address, aliases, held: i < held };
});

export class Index {
  #base;
  #chunks;
  #fetched = new Map();

  /** Opens the index in a folder; throws when it cannot be fetched or is of another format. */
  static async open(base) {
    // The directory's name never changes, so ask whether it has: the others are named by content.
    const bytes = await fetchDeflated(new URL("directory.bin", base), { cache: "no-cache" });
    const directory = JSON.parse(decode(bytes));
    if (directory.format !== FORMAT) throw new Error(`unknown format ${directory.format}`);
    return new Index(base, directory);
  }

  constructor(base, { count, held, heads, language, common, chunks, texts }) {
    this.#base = base;
    this.#chunks = chunks;
    this.count = count;
    this.language = language;
    this.heads = heads;
    this.common = new Set(common);
    /** A promise, so that words can be looked up meanwhile. */
    this.texts = fetchDeflated(new URL(texts, base)).then((bytes) => parseTexts(bytes, held));
  }

  /** The groups of forms that a word belongs to: one as a rule, none if no text has the word. */
  async groups(word) {
    const entries = await this.#entries(word);
    const groups = await Promise.all(entries.map(async (entry) => {
      if (entry.forms) return [entry];
      const there = await this.#entries(entry.first);
      const form = word.startsWith("~") ? entry.first : word;
      return there.filter(({ forms }) => forms?.includes(form));
    }));
    return groups.flat();
  }

  /** Groups with a form that begins so, those with the shortest first; at most `most`. */
  async beginning(prefix, most = 24) {
    const at = this.#place(prefix);
    const last = this.#chunks.findLastIndex(([first]) => first.startsWith(prefix));
    // Short beginnings spread over many chunks: the first few must do.
    const places = [at, at + 1, at + 2, at + 3].filter((place) => place <= Math.max(at, last));
    const chunks = await Promise.all(places.map((place) => this.#chunk(place)));
    const words = chunks.flatMap((chunk) => [...chunk.keys()])
      .filter((word) => word.startsWith(prefix)).sort((a, b) => a.length - b.length);
    const groups = await Promise.all(words.slice(0, most).map((word) => this.groups(word)));
    return [...new Set(groups.flat())];
  }

  /** Groups whose stem is the longest beginning of a word that no text has: cooperating, with
      texts that have cooperation. At least half of the word must be left. */
  async akin(word) {
    const stems = Array.from({ length: word.length }, (_, cut) => word.slice(0, word.length - cut))
      .filter((stem) => stem.length >= Math.max(3, word.length / 2));
    // English writes city and cities.
    for (const stem of [word.replace(/y$/, "i"), ...stems]) {
      const groups = await this.groups(`~${stem}`);
      if (groups.length) return groups;
    }
    return [];
  }

  async #entries(word) {
    return (await this.#chunk(this.#place(word))).get(word) ?? [];
  }

  /** The place of the last chunk that does not begin after the word. */
  #place(word) {
    return Math.max(this.#chunks.findLastIndex(([first]) => first <= word), 0);
  }

  #chunk(place) {
    const name = this.#chunks[place]?.[1];
    if (!name) return new Map();
    if (!this.#fetched.has(name)) {
      this.#fetched.set(name, fetchDeflated(new URL(name, this.#base)).then(parseChunk));
    }
    return this.#fetched.get(name);
  }
}
