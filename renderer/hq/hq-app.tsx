/** HQ in a browser: the same console at /hq, spoken to the sync server by its own contract. */
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { hqContract } from "#shared/hq-api/contract.ts";
import { useLocale } from "../i18n/locales.ts";
import { HqPage } from "./hq-page.tsx";
import { HqSignIn } from "./hq-sign-in.tsx";

export type HqClient = ContractRouterClient<typeof hqContract>;
export type HqMe = Awaited<ReturnType<HqClient["me"]>>;

export function HqApp() {
  const [token, setToken] = useState<string | undefined>(
    () => sessionStorage.getItem("hq") ?? undefined,
  );
  const client = useMemo(() => hqClient(token), [token]);
  const [me, setMe] = useState<HqMe | undefined>();
  const [reachable, setReachable] = useState(true);
  const load = useCallback(() => {
    client
      .me()
      .then((answer) => {
        setReachable(true);
        setMe(answer);
      })
      .catch(() => setReachable(false));
  }, [client]);
  useEffect(load, [load]);
  useWords(me?.words);
  const keep = (next: string | undefined) => {
    if (next === undefined) sessionStorage.removeItem("hq");
    else sessionStorage.setItem("hq", next);
    setToken(next);
  };
  if (me?.staff === undefined)
    return <HqSignIn client={client} me={me} reachable={reachable} onToken={keep} onRetry={load} />;
  return <HqPage client={client} me={me} onSignOut={() => keep(undefined)} />;
}

/** HQ speaks in the chain's own words, as its tills do. */
function useWords(words: HqMe["words"] | undefined): void {
  const { follow } = useLocale();
  useEffect(() => {
    if (words !== undefined) follow({ personId: undefined, language: undefined, store: { words } });
  }, [follow, words]);
}

function hqClient(token: string | undefined): HqClient {
  return createORPCClient(
    new RPCLink({
      url: `${location.origin}/hq/api`,
      headers: () => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }),
  );
}
