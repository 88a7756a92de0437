/** The store's quick keys made at the till: pages, the tills and hours that show them, and their tiles. */
import { Button, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import { canonicalJson } from "#shared/base/canonical.ts";
import {
  PAGES_MAX,
  type QuickPage,
  quickKeysId,
  quickKeysSetting,
  quickPages,
} from "#shared/records/settings/quick-keys.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { changed, type Pages, type PagesDraft, undone, withPage } from "./quick-keys-edit.ts";
import { QuickKeysPage } from "./quick-keys-page.tsx";

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
  const { pages, draft, setDraft, isChanged } = useDraftPages(storeId);
  const [openId, setOpenId] = useState<string | undefined>();
  if (pages === undefined) return null;
  const open = pages.find((page) => page.id === openId) ?? pages[0];
  const put = (next: Pages) => setDraft(changed(draft ?? { pages, before: [] }, next));
  const checked = quickPages.safeParse(pages);
  const add = () => {
    const id = crypto.randomUUID();
    const name = say("keys.newName", { number: pages.length + 1 });
    put([...pages, { id, name, registerIds: [], fromHour: 0, toHour: 24, tiles: [] }]);
    setOpenId(id);
  };
  const save = async () => {
    if (!checked.success) return;
    setDraft({ pages: checked.data, before: draft?.before ?? [] });
    await act((client, actId) => client.quickKeys.save({ actId, pages: checked.data }));
  };
  return (
    <section className="page" aria-labelledby="keys-title">
      <Title order={1} size="h2" id="keys-title">
        {say("tiles.title")}
      </Title>
      <Text>{say("keys.how")}</Text>
      <div className="act-row" data-testid="keys-pages">
        {pages.map((page) => (
          <Button
            key={page.id}
            size="md"
            variant={page.id === open?.id ? "filled" : "default"}
            aria-pressed={page.id === open?.id}
            onClick={() => setOpenId(page.id)}
          >
            {page.name}
          </Button>
        ))}
        <Button
          size="md"
          variant="default"
          disabled={pages.length >= PAGES_MAX}
          onClick={add}
          data-testid="keys-add-page"
        >
          {say("keys.addPage")}
        </Button>
      </div>
      {open !== undefined && (
        <QuickKeysPage
          key={open.id}
          page={open}
          currency={currency}
          onChange={(change: Partial<QuickPage>) => put(withPage(pages, open.id, change))}
          onRemove={() => put(pages.filter((page) => page.id !== open.id))}
        />
      )}
      <footer className="page-foot">
        <Button
          size="lg"
          variant="default"
          disabled={draft === undefined || draft.before.length === 0}
          onClick={() => draft !== undefined && setDraft(undone(draft))}
          data-testid="keys-undo"
        >
          {say("keys.undo")}
        </Button>
        <Text role="status" data-testid="keys-state">
          {say(
            !checked.success ? "keys.nameMissing" : isChanged ? "keys.notSaved" : "keys.allSaved",
          )}
        </Text>
        <Button
          size="xl"
          className="primary-act"
          disabled={!isChanged || !checked.success}
          onClick={() => void save()}
          data-testid="keys-save"
        >
          {say("keys.save")}
        </Button>
      </footer>
    </section>
  );
}

/** The pages as they are being made, else as the store has them. What came back saved is no draft any more. */
function useDraftPages(storeId: string) {
  const rows = useLive((client, signal) =>
    client.views.settings({ kinds: ["quick-keys"] }, { signal }),
  );
  const [draft, setDraft] = useState<PagesDraft | undefined>();
  const row = rows?.find(({ id }) => id === quickKeysId(storeId));
  const read = quickKeysSetting.safeParse(row?.body);
  const stored = rows === undefined ? undefined : read.success ? read.data.pages : [];
  const isSame =
    draft !== undefined &&
    stored !== undefined &&
    canonicalJson(draft.pages) === canonicalJson(stored);
  useEffect(() => {
    if (isSame) setDraft(undefined);
  }, [isSame]);
  return {
    pages: draft?.pages ?? stored,
    draft,
    setDraft,
    isChanged: draft !== undefined && !isSame,
  };
}
