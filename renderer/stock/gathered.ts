/** What somebody gathers by scanning, kept at the till until it is confirmed: a sale in between costs nothing. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { TillClient } from "../link.ts";
import { useLink } from "../till.tsx";

const ONE_MILLI = 1000;

export interface GatheredLine {
  readonly productId: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly damagedMilli: number;
  readonly expectedMilli?: number | undefined;
  /** The part of the shop where it was counted. */
  readonly area?: string | undefined;
  /** When it was touched last: a count is held against the stock of that moment. */
  readonly atMs: number;
}

type ListName = Parameters<TillClient["stock"]["keep"]>[0]["list"];

/** What a list is about, beside its lines. */
export interface About {
  readonly adviceId?: string | undefined;
  readonly area?: string | undefined;
  readonly supplier?: string | undefined;
}

interface Kept {
  readonly about: About;
  readonly lines: readonly GatheredLine[];
}

export interface Gathered extends Kept {
  readonly add: (product: { readonly id: string; readonly name: string }) => void;
  readonly set: (line: GatheredLine, to: Partial<GatheredLine>) => void;
  readonly drop: (line: GatheredLine) => void;
  /** Says what the list is about; lines that are there stay. */
  readonly tell: (about: About) => void;
  /** Begins anew with these lines. */
  readonly start: (lines: readonly GatheredLine[], about?: About) => void;
}

/** One line a product and area. */
export function gatheredKey({ productId, area }: GatheredLine): string {
  return `${productId}/${area ?? ""}`;
}

/** The lines gathered so far, the newest on top; what was left unconfirmed is there again. */
export function useGathered(list: ListName): Gathered {
  const { client } = useLink();
  const [held, setHeld] = useState<Kept>({ about: {}, lines: [] });
  const [loaded, setLoaded] = useState(false);
  const keep = useKeeper(list);
  useEffect(() => {
    if (client === undefined || loaded) return;
    let stale = false;
    client.stock
      .kept({ list })
      .then((kept) => {
        if (stale) return;
        if (kept !== undefined) setHeld((now) => joined(now, kept));
        setLoaded(true);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, list, loaded]);
  useEffect(() => {
    if (loaded && client !== undefined) keep(client, held);
  }, [client, loaded, held, keep]);
  const add = useCallback((product: { readonly id: string; readonly name: string }) => {
    setHeld((all) => ({ ...all, lines: withOneMore(all, product) }));
  }, []);
  const set = useCallback((line: GatheredLine, to: Partial<GatheredLine>) => {
    const key = gatheredKey(line);
    setHeld((all) => ({
      ...all,
      lines: all.lines.map((one) => (gatheredKey(one) === key ? { ...one, ...to } : one)),
    }));
  }, []);
  const drop = useCallback((line: GatheredLine) => {
    const key = gatheredKey(line);
    setHeld((all) => ({ ...all, lines: all.lines.filter((one) => gatheredKey(one) !== key) }));
  }, []);
  const tell = useCallback((about: About) => {
    setHeld((all) => ({ ...all, about: { ...all.about, ...about } }));
  }, []);
  const start = useCallback((lines: readonly GatheredLine[], about: About = {}) => {
    setHeld({ about, lines });
  }, []);
  return { ...held, add, set, drop, tell, start };
}

function withOneMore(
  { lines, about }: Kept,
  product: { readonly id: string; readonly name: string },
): readonly GatheredLine[] {
  const area = about.area?.trim() || undefined;
  const fresh = { productId: product.id, name: product.name, quantityMilli: 0, damagedMilli: 0 };
  const key = gatheredKey({ ...fresh, area, atMs: 0 });
  const known = lines.find((line) => gatheredKey(line) === key);
  const before = known ?? { ...fresh, ...(area === undefined ? {} : { area }) };
  const quantityMilli = before.quantityMilli + ONE_MILLI;
  const line: GatheredLine = { ...before, quantityMilli, atMs: Date.now() };
  return [line, ...lines.filter((one) => one !== known)];
}

/** What was scanned before the answer came stays on top of what was kept. */
function joined(now: Kept, kept: About & { readonly lines: readonly GatheredLine[] }): Kept {
  const { lines, ...about } = kept;
  const scanned = new Set(now.lines.map(gatheredKey));
  return {
    about: { ...about, ...now.about },
    lines: [...now.lines, ...lines.filter((line) => !scanned.has(gatheredKey(line)))],
  };
}

/** Hands the newest state to the till: one at a time, and only the last of what came meanwhile. */
function useKeeper(list: ListName): (client: TillClient, held: Kept) => void {
  const next = useRef<Kept | undefined>(undefined);
  const busy = useRef(false);
  return useCallback(
    (client, held) => {
      next.current = held;
      if (busy.current) return;
      busy.current = true;
      const handOver = async () => {
        for (let one = next.current; one !== undefined; one = next.current) {
          next.current = undefined;
          const kept = { ...one.about, lines: [...one.lines] };
          await client.stock
            .keep({ actId: crypto.randomUUID(), list, kept })
            .catch(() => undefined);
        }
        busy.current = false;
      };
      void handOver();
    },
    [list],
  );
}
