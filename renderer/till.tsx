/** React's door to the till: live views that survive a lost link, and acts that are never done twice. */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { tillRefusals } from "#shared/records/refusals/till.ts";
import type { RefusalOut } from "#shared/till-api/common.ts";
import { ACT_TIMEOUT_MS } from "#shared/till-api/common.ts";
import type { LinkState, TillClient, TillLink } from "./link.ts";
import { keepEqual } from "./ui/keep-equal.ts";
import { useUnusedScans } from "./ui/use-scans.ts";

/** An act that waits for a second person: what was refused, and who to tell the approval to. */
export interface ApprovalWanted {
  readonly refusal: RefusalOut;
  readonly answer: (approvalId: string | undefined) => void;
}

interface Till {
  readonly link: TillLink;
  readonly notice: RefusalOut | undefined;
  readonly setNotice: (notice: RefusalOut | undefined) => void;
  /** What is shown now, asked when an act begins. */
  readonly noticeNow: () => RefusalOut | undefined;
  readonly wanted: ApprovalWanted | undefined;
  readonly setWanted: (wanted: ApprovalWanted | undefined) => void;
}

/** How long after its end a view is asked for again. */
const VIEW_AGAIN_MS = 1_000;

const TillContext = createContext<Till | undefined>(undefined);

export function TillProvider({ link, children }: { link: TillLink; children: ReactNode }) {
  const [notice, showNotice] = useState<RefusalOut | undefined>(undefined);
  const shown = useRef<RefusalOut | undefined>(undefined);
  const setNotice = useCallback((next: RefusalOut | undefined) => {
    shown.current = next;
    showNotice(next);
  }, []);
  const noticeNow = useCallback(() => shown.current, []);
  const [wanted, setWanted] = useState<ApprovalWanted | undefined>(undefined);
  return (
    <TillContext value={{ link, notice, setNotice, noticeNow, wanted, setWanted }}>
      {children}
    </TillContext>
  );
}

function useTill(): Till {
  const till = useContext(TillContext);
  if (till === undefined) throw new Error("useTill belongs inside TillProvider");
  return till;
}

/** How the link stands, painted again at each change. */
export function useLink(): LinkState {
  const { link } = useTill();
  return useSyncExternalStore(link.subscribe, link.state);
}

/**
 * The newest value of a live view; the last one stays while the link is lost. Parts that are equal stay
 * the same objects, so that what shows only them is not painted again.
 */
export function useLive<Value>(
  open: (client: TillClient, signal: AbortSignal) => Promise<AsyncIterable<Value>>,
  key = "",
): Value | undefined {
  const { client, generation } = useLink();
  const [held, setHeld] = useState<{ readonly key: string; readonly value: Value } | undefined>();
  const opener = useRef(open);
  opener.current = open;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation is a new connection
  useEffect(() => {
    if (client === undefined) return;
    const stop = new AbortController();
    const read = async () => {
      for await (const value of await opener.current(client, stop.signal)) {
        if (stop.signal.aborted) return;
        setHeld((before) => {
          if (before?.key !== key) return { key, value };
          const kept = keepEqual(before.value, value);
          return kept === before.value ? before : { key, value: kept };
        });
      }
    };
    // A view that ended by a fault at the till is asked for again: a screen must not stand still.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keepReading = (): void => {
      read()
        .catch(() => undefined)
        .then(() => {
          if (!stop.signal.aborted) timer = setTimeout(keepReading, VIEW_AGAIN_MS);
        });
    };
    keepReading();
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, generation, key]);
  return held?.key === key ? held.value : undefined;
}

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: RefusalOut };

export type RunAct = <Value>(
  call: (client: TillClient, actId: string) => Promise<Answer<Value>>,
  options?: ActOptions,
) => Promise<Value | undefined>;

interface ActOptions {
  /** One of many in a hurry, such as a scan: what was refused before it stays to be read. */
  readonly keepsNotice?: boolean;
}

/**
 * Runs an act: mints its id once, waits at most the act's time, tries once more with the same id when
 * the link was lost in between (the till does it once), and shows a refusal as the screen's notice. An
 * act that is done puts away the notice it began under, never one that came meanwhile.
 */
export function useAct(): RunAct {
  const { link, setNotice, noticeNow } = useTill();
  return useCallback(
    async (call, { keepsNotice = false } = {}) => {
      const before = noticeNow();
      const actId = crypto.randomUUID();
      const answer = await attempt(link, call, actId);
      if (answer === undefined) {
        setNotice(unreachable());
        return undefined;
      }
      if (!answer.ok) {
        setNotice(answer.refusal);
        return undefined;
      }
      if (!keepsNotice && noticeNow() === before) setNotice(undefined);
      return answer.value;
    },
    [link, setNotice, noticeNow],
  );
}

export type RunGatedAct = <Value>(
  call: (
    client: TillClient,
    actId: string,
    approved: { readonly approvalId?: string },
  ) => Promise<Answer<Value>>,
) => Promise<Value | undefined>;

/**
 * Runs an act that a second person may allow: a refusal that carries `approval` opens the approval
 * dialog, and the same act is then repeated with the approval that was given for it.
 */
export function useGatedAct(): RunGatedAct {
  const { link, setNotice, noticeNow, setWanted } = useTill();
  return useCallback(
    async (call) => {
      const before = noticeNow();
      let approved: { readonly approvalId?: string } = {};
      for (;;) {
        const actId = crypto.randomUUID();
        const given = approved;
        const answer = await attempt(link, (client, id) => call(client, id, given), actId);
        if (answer === undefined || !answer.ok) {
          const refusal = answer?.refusal ?? unreachable();
          const mayAsk = refusal.approval !== undefined && approved.approvalId === undefined;
          const approvalId = mayAsk ? await askApproval(refusal, setWanted) : undefined;
          if (approvalId === undefined) {
            setNotice(mayAsk ? undefined : refusal);
            return undefined;
          }
          approved = { approvalId };
          continue;
        }
        if (noticeNow() === before) setNotice(undefined);
        return answer.value;
      }
    },
    [link, setNotice, noticeNow, setWanted],
  );
}

function askApproval(
  refusal: RefusalOut,
  setWanted: (wanted: ApprovalWanted | undefined) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    setWanted({
      refusal,
      answer: (approvalId) => {
        setWanted(undefined);
        resolve(approvalId);
      },
    });
  });
}

/** The act that waits for a second person now, if any. */
export function useApprovalWanted(): ApprovalWanted | undefined {
  return useTill().wanted;
}

/**
 * What was refused last, until something succeeds or the person puts it away. On a page without a till,
 * such as HQ's, there is never anything.
 */
export function useNotice(): {
  readonly notice: RefusalOut | undefined;
  readonly dismiss: () => void;
} {
  const till = useContext(TillContext);
  const setNotice = till?.setNotice;
  const dismiss = useCallback(() => setNotice?.(undefined), [setNotice]);
  return { notice: till?.notice, dismiss };
}

/** A scan that no page takes is never lost in silence. */
export function useSayUnusedScans(): void {
  const { setNotice } = useTill();
  useUnusedScans(() => setNotice(consoleRefusal("scan-unused")));
}

/** Puts a refusal on the screen that did not come from an act. */
export function useShowNotice(): (notice: RefusalOut) => void {
  return useTill().setNotice;
}

async function attempt<Value>(
  link: TillLink,
  call: (client: TillClient, actId: string) => Promise<Answer<Value>>,
  actId: string,
): Promise<Answer<Value> | undefined> {
  for (let round = 0; round < 2; round += 1) {
    const client = await openClient(link);
    if (client === undefined) return undefined;
    const patience = untilLost(link);
    const answer = await Promise.race([call(client, actId).catch(() => undefined), patience.over]);
    patience.end();
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function openClient(link: TillLink): Promise<TillClient | undefined> {
  const now = link.state();
  if (now.status === "open") return Promise.resolve(now.client);
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(undefined), ACT_TIMEOUT_MS);
    const stop = link.subscribe(() => {
      const state = link.state();
      if (state.status === "open") finish(state.client);
    });
    function finish(client: TillClient | undefined): void {
      clearTimeout(timer);
      stop();
      resolve(client);
    }
  });
}

/** `over` resolves when the link is lost or the act's time is over; `end` stops watching for that. */
function untilLost(link: TillLink): {
  readonly over: Promise<undefined>;
  readonly end: () => void;
} {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const end = (): void => {
    clearTimeout(timer);
    stop();
    resolve(undefined);
  };
  const timer = setTimeout(end, ACT_TIMEOUT_MS);
  const stop = link.subscribe(() => {
    if (link.state().status !== "open") end();
  });
  return { over: promise, end };
}

function unreachable(): RefusalOut {
  return consoleRefusal("till-unreachable");
}

/** What the console itself refuses, without having asked the till. */
function consoleRefusal(code: "till-unreachable" | "scan-unused"): RefusalOut {
  const { happened, act } = tillRefusals[code];
  return { code, args: {}, happened, act };
}
