/** HQ asked through this till, and what was typed kept on the till's own disk until it is done. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { RefusalOut } from "#shared/till-api/common.ts";
import { useAct, useLink, useShowNotice } from "../till.tsx";

/** How HQ's acts answer; views answer their value itself. */
export type HqAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: RefusalOut };

/** Asks a view of the hq-api; undefined when it cannot be had, which the notice bar then says. */
export function useHqView(): <Value>(path: string, input?: unknown) => Promise<Value | undefined> {
  const act = useAct();
  return useCallback(
    async <Value>(path: string, input?: unknown) =>
      (await act((client, actId) => client.hq.call({ actId, path, input: input ?? {} }))) as
        | Value
        | undefined,
    [act],
  );
}

/** Runs an act of the hq-api; a refusal of HQ is shown like one of the till's own. */
export function useHqAct(): <Value>(path: string, input?: unknown) => Promise<Value | undefined> {
  const view = useHqView();
  const show = useShowNotice();
  return useCallback(
    async <Value>(path: string, input?: unknown) => {
      const answer = await view<HqAnswer<Value>>(path, input);
      if (answer === undefined || answer.ok) return answer?.value;
      show(answer.refusal);
      return undefined;
    },
    [view, show],
  );
}

const SAVE_AFTER_MS = 200;

/**
 * What a person types in a step: begins as it was left, also after the till or the page was ended, else
 * as `initial`. `ready` is false until the till has said what it keeps.
 */
export function useDraft<Value extends object>(key: string, initial: Value) {
  const { client } = useLink();
  const [value, setValue] = useState(initial);
  const [ready, setReady] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    let stale = false;
    client?.hq
      .drafts()
      .then((drafts) => {
        if (stale) return;
        const found = drafts.find((draft) => draft.key === key)?.draft;
        if (typeof found === "object" && found !== null)
          setValue((now) => ({ ...now, ...(found as Partial<Value>) }));
        setReady(true);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, key]);
  const change = (part: Partial<Value>) => {
    const next = { ...value, ...part };
    setValue(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const actId = crypto.randomUUID();
      void client?.hq.saveDraft({ actId, key, draft: next }).catch(() => undefined);
    }, SAVE_AFTER_MS);
  };
  return { value, change, ready };
}
