/** What the till's own scanners read, given once to the page that is open. */
import { useEffect, useRef } from "react";
import { useAct, useLive } from "../till.tsx";
import { takeScan } from "./scan-queue.ts";

export function TillScanners() {
  const act = useAct();
  const codes = useLive((client, signal) => client.views.codes(undefined, { signal }));
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const tellTaken = (codeId: string) =>
      act((client, actId) => client.sell.codeTaken({ actId, codeId }), { keepsNotice: true });
    for (const { id, raw } of codes ?? []) {
      // It is shown until it is told as taken, and queued when it is seen first.
      if (!known.current.has(id)) takeScan(raw, { id, taken: () => tellTaken(id) });
    }
    known.current = new Set(codes?.map(({ id }) => id));
  }, [codes, act]);
  return null;
}
