/** Products found while typing: the newest answer to the newest query. */
import { useEffect, useState } from "react";
import type { ProductItem } from "#shared/till-api/views/lists.ts";
import { useLink } from "../till.tsx";

const RESULTS_MAX = 24;

interface FoundProducts {
  readonly items: readonly ProductItem[];
  readonly fillingPercent?: number | undefined;
}

/** Products for what is typed; an older answer that comes late is dropped. */
export function useFoundProducts(query: string): FoundProducts | undefined {
  const { client } = useLink();
  const [found, setFound] = useState<FoundProducts | undefined>();
  useEffect(() => {
    const text = query.trim();
    if (client === undefined || text === "") return setFound(undefined);
    let stale = false;
    client.sell
      .searchProducts({ query: text, limit: RESULTS_MAX })
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
