/** What making quick keys has to ask of wherever it is done: tills, categories and goods. */
import { useEffect, useState } from "react";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Goods extends Named {
  readonly sku: string;
}

export interface KeysSource {
  /** Tills that a page may be kept for; none where pages are for every store. */
  readonly registers: readonly Named[];
  readonly categories: readonly Named[];
  readonly findGoods: (query: string) => Promise<readonly Goods[]>;
}

/** Goods for what is typed; an older answer that comes late is dropped. */
export function useGoods({ findGoods }: KeysSource, query: string): readonly Goods[] {
  const [found, setFound] = useState<readonly Goods[]>([]);
  useEffect(() => {
    const text = query.trim();
    if (text === "") return setFound([]);
    let stale = false;
    findGoods(text)
      .then((items) => {
        if (!stale) setFound(items);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [findGoods, query]);
  return found;
}
