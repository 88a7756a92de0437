/**
 * Scans with any focus. A keyboard-wedge scanner types faster than hands: a burst that ends in Enter
 * is a scan, whatever has the focus, and a field that caught the burst gets back what it held before.
 * Scans are sent one after the other, in the order they came; none is dropped while one is under way.
 */
import { useCallback, useEffect, useRef } from "react";

/** Longest pause between two keys of one scan: scanners need 5 to 20 ms, a busy machine adds to it. */
const KEY_GAP_MS_MAX = 80;
const SCAN_CHARACTERS_MIN = 4;
/** A very fast hand in a field writes words; only what looks like a code is taken out of a field. */
const CODE = /^\S*\d\S*$/;

interface Burst {
  text: string;
  lastMs: number;
  /** Every field that caught keys of the burst, with its text before: the focus may move meanwhile. */
  readonly caught: Map<Field, string>;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

type Send = (raw: string) => void;

/** Who takes scans now: the page mounted last. */
const takers: Send[] = [];
let burst: Burst = idle();

/**
 * Calls `onScan` for each burst while the page is mounted; the newest page takes them. The listener is
 * the first of the window, so that no key handler of a screen sees the Enter that ends a scan.
 */
export function useScanInput(onScan: (raw: string) => Promise<unknown>): void {
  const send = useInOrder(onScan);
  useEffect(() => {
    takers.push(send);
    return () => {
      takers.splice(takers.indexOf(send), 1);
    };
  }, [send]);
}

/** Starts listening; called once, before any screen is painted. */
export function listenForScans(): void {
  addEventListener("keydown", take, { capture: true });
}

function take(event: KeyboardEvent): void {
  const fast = event.timeStamp - burst.lastMs <= KEY_GAP_MS_MAX;
  if (event.key === "Enter") {
    const ended = burst;
    burst = idle();
    const taker = takers.at(-1);
    if (!fast || ended.text.length < SCAN_CHARACTERS_MIN || taker === undefined) return;
    if (ended.caught.size > 0 && !CODE.test(ended.text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [field, before] of ended.caught) giveBack(field, before);
    taker(ended.text);
    return;
  }
  const character = characterOf(event);
  if (character === undefined) return;
  if (!fast) burst = idle();
  const field = fieldOf(event.target);
  if (field !== undefined && !burst.caught.has(field)) burst.caught.set(field, field.value);
  burst.text += character;
  burst.lastMs = event.timeStamp;
}

function idle(): Burst {
  return { text: "", lastMs: 0, caught: new Map() };
}

/** GS (U+001D) reaches a page as Ctrl+] from scanners that send it. */
function characterOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey && event.key === "]") return "\u001d";
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  return event.key.length === 1 ? event.key : undefined;
}

function fieldOf(target: EventTarget | null): Field | undefined {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField ? target : undefined;
}

/** Puts a field's text back as it was before the burst, through the setter that React watches. */
function giveBack(field: Field, before: string): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, before);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function useInOrder(run: (raw: string) => Promise<unknown>): (raw: string) => void {
  const tail = useRef<Promise<unknown>>(Promise.resolve());
  const current = useRef(run);
  current.current = run;
  return useCallback((raw) => {
    tail.current = tail.current.then(() => current.current(raw)).catch(() => undefined);
  }, []);
}
