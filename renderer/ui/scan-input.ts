/**
 * Scans with any focus: a burst of keys that ends in Enter is a scan, whatever has the focus. What tells
 * a burst from typing and who takes its code is here; what a code means is the till's. Codes are handed
 * over in `scan-queue.ts`.
 */
import { giveBack, insertText, type TextField, textFieldOf } from "./field-text.ts";
import { takeScan } from "./scan-queue.ts";

/** Longest pause between two keys of one scan: scanners need 5 to 20 ms, a busy machine adds to it. */
const KEY_GAP_MS_MAX = 80;
/** Between two keys of a scanner that nobody's fingers manage with a digit among them. */
const SCANNER_GAP_MS_MAX = 35;
/** What was kept from a field goes into it after this long without a key: it was no scan. */
const KEPT_MS_MAX = 60;
const SCAN_CHARACTERS_MIN = 4;
/** A very fast hand in a field writes words; only what looks like a code is taken out of a field. */
const CODE = /^\S*\d\S*$/;

interface Burst {
  text: string;
  lastMs: number;
  /** Every field that caught keys of the burst, with its text before: the focus may move meanwhile. */
  readonly caught: Map<TextField, string>;
}

/** Keys of a burst that its field has not been given, so that no screen searches for parts of a code. */
interface Kept {
  readonly field: TextField;
  text: string;
}

let burst: Burst = idle();
let kept: Kept | undefined;
let keptTimer: ReturnType<typeof setTimeout> | undefined;

/**
 * Starts listening; called once, before any screen is painted. The listener is the first of the window,
 * so that no key handler of a screen sees the Enter that ends a scan.
 */
export function listenForScans(): void {
  addEventListener("keydown", hear, { capture: true });
}

function hear(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const gapMs = event.timeStamp - burst.lastMs;
  const character = characterOf(event);
  // A key that is held down or stuck is no scanner: each of its keys is pressed anew.
  if (event.repeat) forget();
  else if (event.key === "Enter") endBurst(event, gapMs);
  else if (character !== undefined) grow(event, character, gapMs);
  // What was typed before it is there when a key such as Backspace or Tab does its work.
  else if (event.key !== "Shift") letKeptIn();
}

function grow(event: KeyboardEvent, character: string, gapMs: number): void {
  if (gapMs > KEY_GAP_MS_MAX) forget();
  const field = textFieldOf(event.target);
  if (field !== undefined && !burst.caught.has(field)) burst.caught.set(field, field.value);
  burst.text += character;
  burst.lastMs = event.timeStamp;
  const isScanner = gapMs <= SCANNER_GAP_MS_MAX && CODE.test(burst.text);
  if (isScanner && field !== undefined && event.key === character) keep(event, field);
  else letKeptIn();
}

function endBurst(event: KeyboardEvent, gapMs: number): void {
  const { text, caught } = burst;
  const isScan =
    gapMs <= KEY_GAP_MS_MAX &&
    text.length >= SCAN_CHARACTERS_MIN &&
    (caught.size === 0 || CODE.test(text));
  if (isScan) kept = undefined;
  forget();
  if (!isScan) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  for (const [field, before] of caught) giveBack(field, before);
  takeScan(text);
}

/** Keeps the key from its field until it is known whether it belongs to a scan. */
function keep(event: KeyboardEvent, field: TextField): void {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (kept?.field !== field) letKeptIn();
  kept ??= { field, text: "" };
  kept.text += event.key;
  clearTimeout(keptTimer);
  keptTimer = setTimeout(letKeptIn, KEPT_MS_MAX);
}

/** What was kept was typed after all, or the scanner paused: its field gets it. */
function letKeptIn(): void {
  clearTimeout(keptTimer);
  const late = kept;
  kept = undefined;
  if (late !== undefined) insertText(late.field, late.text);
}

function forget(): void {
  letKeptIn();
  burst = idle();
}

function idle(): Burst {
  return { text: "", lastMs: Number.NEGATIVE_INFINITY, caught: new Map() };
}

/** GS (U+001D) reaches a page as Ctrl+] from scanners that send it. */
function characterOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey && event.key === "]") return "\u001d";
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  return event.key.length === 1 ? event.key : undefined;
}
