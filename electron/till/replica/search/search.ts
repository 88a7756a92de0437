/**
 * The search of the till: as you type, over all products and all people, forgiving and ranked, from
 * the replica's own file. This is the door; the rest of the folder is behind it. Codes (barcode, SKU,
 * phone, e-mail, card) are looked up first, then the words are ranked (rank.ts).
 */
import type { DatabaseSync } from "node:sqlite";
import { rebuildArea } from "./bulk.ts";
import {
  backwards,
  CODE,
  type Indexable,
  indexablePerson,
  indexableProduct,
  type PersonDocument,
  type ProductDocument,
  phoneDigits,
  withoutLeadingZeros,
} from "./documents.ts";
import { idOf } from "./memory.ts";
import { compactCode, foldText, QUERY_UNITS_MAX, wordsOf } from "./normalise.ts";
import { rankWords } from "./rank.ts";
import { soundOf } from "./sounds.ts";
import {
  AREAS,
  type Area,
  endFill,
  mergeArea,
  numbersWithCode,
  openMemory,
  tidyCodes,
  updateArea,
} from "./store.ts";

export type { PersonDocument, ProductDocument } from "./documents.ts";
export { createSearchSchema, dropSearchMemory, isSearchOutdated } from "./store.ts";

/** One answer. Codes score 3 (exact) and 2 to 3 (beginning or end of one), words 0 to 2. */
export interface Found {
  readonly id: string;
  readonly score: number;
  readonly matched: "exact-code" | "prefix" | "words" | "fuzzy";
}

export interface SearchOptions {
  /** Most answers, 1 to 200; 20 when left out. */
  readonly limit?: number;
  /** 0 to 1 for what this till likes to see first (sold here lately, a client of this store). */
  readonly boost?: (id: string) => number;
}

export interface SearchChanges {
  readonly products?: {
    readonly put?: readonly ProductDocument[];
    readonly removed?: readonly string[];
  };
  readonly people?: {
    readonly put?: readonly PersonDocument[];
    readonly removed?: readonly string[];
  };
}

const LIMIT = 20;
const LIMIT_MAX = 200;
const EXACT_CODE_SCORE = 3;
const CODE_PART_SCORE = 2;
const BOOST_WEIGHT = 0.2;
/** With a boost so many times the answers are ranked before the best are kept. */
const BOOST_CANDIDATES = 4;
/** Shorter beginnings of a code say too little. */
const CODE_UNITS_MIN = 3;
const DIGITS_MIN = 4;

/**
 * Products for what was typed or scanned, best first: a barcode (with or without leading zeros) or a
 * SKU as a whole, then codes that begin so, then names by their words, forgiving typing errors. Any
 * text is allowed; of a long one the first 256 units are read. Nothing typed gives nothing.
 */
export function searchProducts(
  db: DatabaseSync,
  query: string,
  options: SearchOptions = {},
): Found[] {
  const text = query.slice(0, QUERY_UNITS_MAX);
  const codes: CodeQuestion[] = [];
  const compact = compactCode(text);
  if (compact !== "") {
    const isDigits = /^[0-9]+$/.test(compact);
    if (isDigits) {
      const digits = withoutLeadingZeros(compact);
      const begins = digits.length >= DIGITS_MIN;
      if (digits.length >= CODE_UNITS_MIN) codes.push({ code: CODE.gtin + digits, begins });
    }
    const begins = compact.length >= CODE_UNITS_MIN && /[0-9]/.test(compact);
    codes.push({ code: CODE.sku + compact, begins });
  }
  return answer(db, "product", text, codes, options);
}

/**
 * People for what was typed or scanned, best first: a card or an e-mail address or a phone number
 * (any notation), then the beginning of an address or number or the last digits of one, then names
 * by their words and town, forgiving typing errors and spellings that sound alike.
 */
export function searchPeople(
  db: DatabaseSync,
  query: string,
  options: SearchOptions = {},
): Found[] {
  const text = query.slice(0, QUERY_UNITS_MAX);
  const codes: CodeQuestion[] = [];
  const compact = compactCode(text);
  if (compact.length >= CODE_UNITS_MIN) {
    const begins = compact.length >= DIGITS_MIN && /[0-9]/.test(compact);
    codes.push({ code: CODE.card + compact, begins });
  }
  if (/^[+0-9()\s./-]+$/.test(foldText(text))) {
    const { national, all } = phoneDigits(text);
    // Last digits may begin with a zero that is no trunk zero.
    const digits = foldText(text).replace(/[^0-9]/g, "");
    for (const end of new Set([digits, all])) {
      if (end.length < DIGITS_MIN) continue;
      codes.push({ code: CODE.phoneBackwards + backwards(end), begins: true });
    }
    if (national.length >= CODE_UNITS_MIN) {
      codes.push({ code: CODE.phone + national, begins: true });
    }
  } else if (/^\S{3,}$/.test(text.trim())) {
    codes.push({ code: CODE.email + foldText(text.trim()), begins: true });
  }
  return answer(db, "person", text, codes, options);
}

/**
 * Brings changes into the search, in the caller's transaction: when that rolls back, so does this. A
 * document replaces the one of the same id; one that did not change costs one look-up.
 */
export function updateSearch(db: DatabaseSync, changes: SearchChanges): void {
  const { products, people } = changes;
  if (products !== undefined) {
    const put = (products.put ?? []).map(indexableProduct);
    updateArea(db, "product", { put, removed: products.removed ?? [] });
  }
  if (people !== undefined) {
    const put = (people.put ?? []).map(indexablePerson);
    updateArea(db, "person", { put, removed: people.removed ?? [] });
  }
}

/**
 * Makes the search of products, of people or of both anew from all documents; an area that is not
 * given stays. Inside a transaction of the caller it is part of it, else it makes one.
 */
export function rebuildSearch(
  db: DatabaseSync,
  documents: {
    readonly products?: Iterable<ProductDocument>;
    readonly people?: Iterable<PersonDocument>;
  },
): void {
  const { products, people } = documents;
  inSavepoint(db, () => {
    if (products !== undefined) {
      rebuildArea(db, "product", indexables(products, indexableProduct));
    }
    if (people !== undefined) rebuildArea(db, "person", indexables(people, indexablePerson));
  });
}

/**
 * The same in small steps, for a till that sells meanwhile: each `next()` brings in one list in a
 * transaction of its own (500 documents take some 15 ms) and says how many are in. Changes and
 * searches may come between the steps. A fill that was interrupted is begun again and passes over
 * what is there. A document that is deleted while the lists are read must be removed by
 * `updateSearch` after its list was taken, which is what happens when lists are read just before.
 */
export function* fillSearch(
  db: DatabaseSync,
  lists: {
    readonly products?: Iterable<readonly ProductDocument[]>;
    readonly people?: Iterable<readonly PersonDocument[]>;
  },
): Generator<number, void> {
  let count = 0;
  function* fillArea<Document>(
    area: Area,
    all: Iterable<readonly Document[]>,
    toIndexable: (document: Document) => Indexable,
  ): Generator<number, void> {
    for (const documents of all) {
      const put = documents.map(toIndexable);
      inSavepoint(db, () => updateArea(db, area, { put, removed: [], isFill: true }));
      count += documents.length;
      yield count;
    }
    inSavepoint(db, () => {
      mergeArea(db, area);
      endFill(db, area);
    });
  }
  if (lists.products !== undefined) yield* fillArea("product", lists.products, indexableProduct);
  if (lists.people !== undefined) yield* fillArea("person", lists.people, indexablePerson);
}

/**
 * Merges what changed into the compact form and deletes what is gone, in the caller's transaction;
 * for a quiet moment, since it looks at every code.
 */
export function compactSearch(db: DatabaseSync): void {
  for (const area of AREAS) {
    mergeArea(db, area);
    tidyCodes(db, area);
  }
}

interface CodeQuestion {
  readonly code: string;
  /** Whether codes that only begin so count too. */
  readonly begins: boolean;
}

function inSavepoint(db: DatabaseSync, write: () => void): void {
  db.exec("SAVEPOINT search");
  try {
    write();
  } catch (error) {
    db.exec("ROLLBACK TO search");
    throw error;
  } finally {
    db.exec("RELEASE search");
  }
}

function* indexables<Document>(
  documents: Iterable<Document>,
  toIndexable: (document: Document) => Indexable,
): Iterable<Indexable> {
  for (const document of documents) yield toIndexable(document);
}

function answer(
  db: DatabaseSync,
  area: Area,
  text: string,
  codes: readonly CodeQuestion[],
  options: SearchOptions,
): Found[] {
  const limit = Math.min(Math.max(Math.trunc(options.limit ?? LIMIT), 1), LIMIT_MAX);
  const wanted = options.boost === undefined ? limit : limit * BOOST_CANDIDATES;
  const found = new Map<number, Omit<Found, "id">>();
  for (const { code, begins } of codes) {
    for (const hit of numbersWithCode(db, area, code, { begins, limit })) {
      const isExact = hit.code === code;
      const score = isExact ? EXACT_CODE_SCORE : CODE_PART_SCORE + code.length / hit.code.length;
      if (score <= (found.get(hit.number)?.score ?? 0)) continue;
      found.set(hit.number, { score, matched: isExact ? "exact-code" : "prefix" });
    }
  }
  const words = found.size >= limit ? [] : wordsOf(text, QUERY_UNITS_MAX);
  const ranked = rankWords(openMemory(db, area), words, {
    limit: wanted,
    soundOf: area === "person" ? soundOf : undefined,
    isForgiving: found.size === 0,
  });
  for (const { number, score, matched } of ranked) {
    if (!found.has(number)) found.set(number, { score, matched });
  }
  return named(db, area, found, limit, options.boost);
}

function named(
  db: DatabaseSync,
  area: Area,
  found: ReadonlyMap<number, Omit<Found, "id">>,
  limit: number,
  boost: SearchOptions["boost"],
): Found[] {
  const memory = openMemory(db, area);
  const answers: Found[] = [];
  for (const [number, { score, matched }] of found) {
    const id = idOf(memory, number);
    const more = boost === undefined ? 0 : BOOST_WEIGHT * Math.min(Math.max(boost(id), 0), 1);
    answers.push({ id, score: score + more, matched });
  }
  return answers.sort((a, b) => b.score - a.score).slice(0, limit);
}
