/** Products found while typing: the newest answer to the newest query. */
import { useEffect, useState } from "react";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import type { TillClient } from "../link.ts";
import { useLink } from "../till.tsx";

const RESULTS_MAX = 24;
/** One or two digits are in every third code, and the first of every scan: nobody means them by themselves. */
const TOO_LITTLE = /^\d{0,2}$/;

interface FoundProducts {
  /** What these are the answer to: while somebody types on, it is an older one. */
  readonly query: string;
  readonly items: readonly ProductItem[];
  readonly fillingPercent?: number | undefined;
}

/** Products for what is typed; an older answer that comes late is dropped. */
export function useFoundProducts(query: string): FoundProducts | undefined {
  const { client } = useLink();
  const [found, setFound] = useState<FoundProducts | undefined>();
  useEffect(() => {
    const text = query.trim();
    if (client === undefined || TOO_LITTLE.test(text)) return setFound(undefined);
    let stale = false;
    askProducts(client, text)
      .then((answer) => {
        if (!stale) setFound(answer);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, query]);
  return found;
}

/** What Enter means for a typed text: the answer on the screen if it is to this text, else asked now. */
export function useAnswerTo(
  found: FoundProducts | undefined,
): (text: string) => Promise<FoundProducts | undefined> {
  const { client } = useLink();
  return async (text) => {
    if (found?.query === text) return found;
    return client === undefined
      ? undefined
      : await askProducts(client, text).catch(() => undefined);
  };
}

async function askProducts(client: TillClient, query: string): Promise<FoundProducts> {
  const answer = await client.sell.searchProducts({ query, limit: RESULTS_MAX });
  return { ...answer, query };
}
