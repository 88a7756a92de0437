/** The store's quick keys made at the till; the server keeps them and tells every till of the store. */
import { Text, Title } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { quickKeysId, quickKeysSetting } from "#shared/records/settings/quick-keys.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLink, useLive } from "../till.tsx";
import { KeysEditor, useKeysDraft } from "../ui/quick-keys/editor.tsx";
import type { KeysSource } from "../ui/quick-keys/source.ts";

const FOUND_MAX = 5;

export function QuickKeys() {
  const say = useSay();
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  if (session?.store === undefined) return null;
  if (session.staff?.permissions.includes("settings") !== true)
    return <Text className="page">{say("keys.notAllowed")}</Text>;
  return <Editor storeId={session.store.id} currency={session.store.currency} />;
}

function Editor({ storeId, currency }: { storeId: string; currency: string }) {
  const say = useSay();
  const act = useAct();
  const source = useTillSource();
  const keys = useKeysDraft(useStored(storeId));
  return (
    <section className="page" aria-labelledby="keys-title">
      <Title order={1} size="h2" id="keys-title">
        {say("tiles.title")}
      </Title>
      <Text>{say("keys.how")}</Text>
      <KeysEditor
        keys={keys}
        source={source}
        currency={currency}
        saveWord={say("keys.save")}
        onSave={(pages) => void act((client, actId) => client.quickKeys.save({ actId, pages }))}
      />
    </section>
  );
}

/** The store's pages as its tills have them; undefined until they are known. */
function useStored(storeId: string) {
  const rows = useLive((client, signal) =>
    client.views.settings({ kinds: ["quick-keys"] }, { signal }),
  );
  return useMemo(() => {
    const row = rows?.find(({ id }) => id === quickKeysId(storeId));
    const read = quickKeysSetting.safeParse(row?.body);
    return rows === undefined ? undefined : read.success ? read.data.pages : [];
  }, [rows, storeId]);
}

function useTillSource(): KeysSource {
  const { client } = useLink();
  const rows = useLive((caller, signal) =>
    caller.views.settings({ kinds: ["register", "category"] }, { signal }),
  );
  const findGoods = useCallback(
    async (query: string) =>
      (await client?.sell.searchProducts({ query, limit: FOUND_MAX }))?.items ?? [],
    [client],
  );
  return useMemo(() => {
    const named = (kind: string) =>
      (rows ?? [])
        .filter((row) => row.kind === kind)
        .map(({ id, body }) => ({ id, name: String(body["name"] ?? id) }));
    return { registers: named("register"), categories: named("category"), findGoods };
  }, [rows, findGoods]);
}
