/**
 * Quick keys at HQ: for one store, or for every store that makes none of its own; the draft beside
 * what is live, and whom it reaches. How pages are made is ui/quick-keys, as at the till.
 */
import { Button, NativeSelect, Text, Title } from "@mantine/core";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type QuickPage, quickPages } from "#shared/records/settings/quick-keys.ts";
import { useSay } from "../i18n/locales.ts";
import { Picture } from "../ui/picture.tsx";
import { KeysEditor, useKeysDraft } from "../ui/quick-keys/editor.tsx";
import type { KeysSource, Named } from "../ui/quick-keys/source.ts";
import type { HqClient } from "./hq-app.tsx";
import type { HqRun } from "./hq-page.tsx";

type Live = Awaited<ReturnType<HqClient["quickKeys"]>>;

/** The choice that stands for all stores without pages of their own; no store has an empty id. */
const EVERY_STORE = "";
const FOUND_MAX = 5;

interface QuickKeysProps {
  readonly client: HqClient;
  readonly run: HqRun;
  readonly currency: string;
}

export function QuickKeysEditor({ client, run, currency }: QuickKeysProps) {
  const say = useSay();
  const [stores, setStores] = useState<readonly Named[]>([]);
  const [storeId, setStoreId] = useState(EVERY_STORE);
  const [live, setLive] = useState<Live | undefined>();
  const load = useCallback(() => {
    const asked = storeId === EVERY_STORE ? {} : { storeId };
    setLive(undefined);
    client.quickKeys(asked).then(setLive, () => undefined);
  }, [client, storeId]);
  useEffect(load, [load]);
  useEffect(() => void client.stores().then(setStores, () => undefined), [client]);
  return (
    <section aria-labelledby="hq-keys-title">
      <Title order={2} id="hq-keys-title">
        {say("tiles.title")}
      </Title>
      <NativeSelect
        size="lg"
        label={say("hq.keysFor")}
        value={storeId}
        data={[
          { value: EVERY_STORE, label: say("hq.keysEveryStore") },
          ...stores.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => setStoreId(event.currentTarget.value)}
      />
      {live !== undefined && (
        <DraftBesideLive
          key={storeId}
          client={client}
          run={run}
          currency={currency}
          storeId={storeId}
          live={live}
          onPublished={load}
        />
      )}
    </section>
  );
}

interface DraftProps extends QuickKeysProps {
  readonly storeId: string;
  readonly live: Live;
  readonly onPublished: () => void;
}

function DraftBesideLive({ client, run, currency, storeId, live, onPublished }: DraftProps) {
  const say = useSay();
  const source = useHqSource(client, live.registers);
  const keys = useKeysDraft(live.pages, readDraft(storeId));
  const { draft, setDraft, isChanged } = keys;
  useEffect(() => keepDraft(storeId, draft?.pages), [storeId, draft]);
  const { stores, tills, tillsConnected } = live.reach;
  const publish = async (pages: QuickPage[]) => {
    const put = () =>
      client.setQuickKeys({ ...(storeId === EVERY_STORE ? {} : { storeId }), pages });
    const said = () => say("hq.reached", { tills: tillsConnected, all: tills, stores });
    if (await run(put, said)) onPublished();
  };
  return (
    <div className="split hq-keys">
      <section aria-label={say("hq.keysDraft")}>
        <Title order={3}>{say("hq.keysDraft")}</Title>
        <Text>{say("keys.drag")}</Text>
        <KeysEditor
          keys={keys}
          source={source}
          currency={currency}
          saveWord={say("hq.publish")}
          onSave={(pages) => void publish(pages)}
        />
      </section>
      <section aria-label={say("hq.keysLive")} data-testid="hq-keys-live">
        <Title order={3}>{say("hq.keysLive")}</Title>
        <Text data-testid="hq-keys-reach">{say("hq.keysReach", { stores, tills })}</Text>
        {live.pages.length === 0 && <Text>{say("hq.keysNone")}</Text>}
        {live.pages.map((page) => (
          <LivePage key={page.id} page={page} registers={live.registers} />
        ))}
        <div className="act-row">
          <Button
            size="lg"
            variant="default"
            disabled={!isChanged}
            onClick={() => setDraft(undefined)}
            data-testid="hq-keys-drop"
          >
            {say("hq.keysDrop")}
          </Button>
          <Button
            size="lg"
            variant="light"
            color="orange"
            disabled={live.pages.length === 0}
            onClick={() => void publish([])}
            data-testid="hq-keys-stop"
          >
            {say("hq.keysStop")}
          </Button>
        </div>
      </section>
    </div>
  );
}

/** A page as tills show it now: its hours, its tills, its keys; nothing to press. */
function LivePage({ page, registers }: { page: QuickPage; registers: readonly Named[] }) {
  const say = useSay();
  const hour = (value: number) => `${String(value).padStart(2, "0")}:00`;
  const names = registers.filter(({ id }) => page.registerIds.includes(id)).map(({ name }) => name);
  return (
    <section aria-label={page.name}>
      <Title order={4}>{page.name}</Title>
      <Text className="quiet">
        {hour(page.fromHour)} – {hour(page.toHour)} ·{" "}
        {names.length === 0 ? say("hq.keysEveryTill") : names.join(", ")}
      </Text>
      <ul className="tiles">
        {page.tiles.map((tile, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tiles have no id; two may be alike
          <li key={at} className="tile tile-shown">
            <Picture
              name={undefined}
              colour={tile.colour}
              text={tile.name}
              size={40}
              sign={tile.picture}
            />
            <span>{tile.name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useHqSource(client: HqClient, registers: readonly Named[]): KeysSource {
  const [categories, setCategories] = useState<readonly Named[]>([]);
  useEffect(() => void client.categories().then(setCategories, () => undefined), [client]);
  const findGoods = useCallback(
    (query: string) => client.products({ query, limit: FOUND_MAX }),
    [client],
  );
  return useMemo(() => ({ registers, categories, findGoods }), [registers, categories, findGoods]);
}

/** A draft lies in this browser until it is published or dropped, so that it can be left and found again. */
function keepDraft(storeId: string, pages: readonly QuickPage[] | undefined): void {
  if (pages === undefined) localStorage.removeItem(draftKey(storeId));
  else localStorage.setItem(draftKey(storeId), JSON.stringify(pages));
}

function readDraft(storeId: string): readonly QuickPage[] | undefined {
  try {
    return quickPages.parse(JSON.parse(localStorage.getItem(draftKey(storeId)) ?? ""));
  } catch {
    return undefined;
  }
}

function draftKey(storeId: string): string {
  return `hq-keys:${storeId === EVERY_STORE ? "*" : storeId}`;
}
