/**
 * Quick keys while somebody makes them, at a till or at HQ: pages, the tills and hours that show them,
 * and their tiles. Where pages come from and go to is the caller's; so is the list of goods.
 */
import { Button, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { canonicalJson } from "#shared/base/canonical.ts";
import { PAGES_MAX, type QuickPage, quickPages } from "#shared/records/settings/quick-keys.ts";
import { useSay } from "../../i18n/locales.ts";
import { changed, type Pages, type PagesDraft, undone, withPage } from "./edit.ts";
import { KeysPage } from "./page.tsx";
import type { KeysSource } from "./source.ts";

export interface KeysDraft {
  /** As they are being made, else as they are stored; undefined until that is known. */
  readonly pages: Pages | undefined;
  readonly draft: PagesDraft | undefined;
  readonly setDraft: (draft: PagesDraft | undefined) => void;
  readonly isChanged: boolean;
}

/** The pages as they are being made, beginning with `kept`. What came back stored is no draft any more. */
export function useKeysDraft(stored: Pages | undefined, kept?: Pages): KeysDraft {
  const [draft, setDraft] = useState<PagesDraft | undefined>(() =>
    kept === undefined ? undefined : { pages: kept, before: [] },
  );
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

interface KeysEditorProps {
  readonly keys: KeysDraft;
  readonly source: KeysSource;
  readonly currency: string;
  /** What the one primary act is called: saving at a till, publishing at HQ. */
  readonly saveWord: string;
  readonly onSave: (pages: QuickPage[]) => void;
}

export function KeysEditor({ keys, source, currency, saveWord, onSave }: KeysEditorProps) {
  const { pages, draft, setDraft } = keys;
  const [openId, setOpenId] = useState<string | undefined>();
  if (pages === undefined) return null;
  const open = pages.find((page) => page.id === openId) ?? pages[0];
  const put = (next: Pages) => setDraft(changed(draft ?? { pages, before: [] }, next));
  return (
    <>
      <PageRow pages={pages} open={open} onOpen={setOpenId} onPages={put} />
      {open !== undefined && (
        <KeysPage
          key={open.id}
          page={open}
          source={source}
          currency={currency}
          onChange={(change: Partial<QuickPage>) => put(withPage(pages, open.id, change))}
          onRemove={() => put(pages.filter((page) => page.id !== open.id))}
        />
      )}
      <SaveFoot keys={keys} saveWord={saveWord} onSave={onSave} />
    </>
  );
}

interface PageRowProps {
  readonly pages: Pages;
  readonly open: QuickPage | undefined;
  readonly onOpen: (pageId: string) => void;
  readonly onPages: (pages: Pages) => void;
}

function PageRow({ pages, open, onOpen, onPages }: PageRowProps) {
  const say = useSay();
  const add = () => {
    const id = crypto.randomUUID();
    const name = say("keys.newName", { number: pages.length + 1 });
    onPages([...pages, { id, name, registerIds: [], fromHour: 0, toHour: 24, tiles: [] }]);
    onOpen(id);
  };
  return (
    <div className="act-row" data-testid="keys-pages">
      {pages.map((page) => (
        <Button
          key={page.id}
          size="md"
          variant={page.id === open?.id ? "filled" : "default"}
          aria-pressed={page.id === open?.id}
          onClick={() => onOpen(page.id)}
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
  );
}

function SaveFoot({
  keys,
  saveWord,
  onSave,
}: Pick<KeysEditorProps, "keys" | "saveWord" | "onSave">) {
  const say = useSay();
  const { pages, draft, setDraft, isChanged } = keys;
  const checked = quickPages.safeParse(pages);
  const save = () => {
    if (!checked.success) return;
    setDraft({ pages: checked.data, before: draft?.before ?? [] });
    onSave(checked.data);
  };
  return (
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
        {say(!checked.success ? "keys.nameMissing" : isChanged ? "keys.notSaved" : "keys.allSaved")}
      </Text>
      <Button
        size="xl"
        className="primary-act"
        disabled={!isChanged || !checked.success}
        onClick={save}
        data-testid="keys-save"
      >
        {saveWord}
      </Button>
    </footer>
  );
}
