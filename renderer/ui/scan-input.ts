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
  field: HTMLInputElement | HTMLTextAreaElement | undefined;
  fieldBefore: string;
}

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
    if (ended.field !== undefined && !CODE.test(ended.text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    giveBack(ended);
    taker(ended.text);
    return;
  }
  const character = characterOf(event);
  if (character === undefined) return;
  if (!fast) burst = begin(event);
  burst.text += character;
  burst.lastMs = event.timeStamp;
}

function idle(): Burst {
  return { text: "", lastMs: 0, field: undefined, fieldBefore: "" };
}

/** GS (U+001D) reaches a page as Ctrl+] from scanners that send it. */
function characterOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey && event.key === "]") return "\u001d";
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  return event.key.length === 1 ? event.key : undefined;
}

function begin(event: KeyboardEvent): Burst {
  const target = event.target;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return {
    text: "",
    lastMs: event.timeStamp,
    field: isField ? target : undefined,
    fieldBefore: isField ? target.value : "",
  };
}

/** Puts a field's text back as it was before the burst, through the setter that React watches. */
function giveBack(burst: Burst): void {
  const field = burst.field;
  if (field === undefined) return;
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, burst.fieldBefore);
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
