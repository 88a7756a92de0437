/** A page's door to the scans: it takes them, asks them to wait, or is told of those nobody took. */
import { useLayoutEffect, useRef } from "react";
import {
  enterScanPage,
  type ScanPage,
  scanPageChanged,
  type TakeScan,
  takeUnusedScans,
} from "./scan-queue.ts";

/**
 * Calls `onScan` for each code while the page is mounted; the newest page takes them. A page that can
 * be seen takes scans: it enters in the commit that paints it. `undefined` asks scans to wait, as long
 * as it is not known yet which page comes next.
 */
export function useScanInput(onScan: TakeScan | undefined): void {
  const page = useRef<ScanPage>({ take: undefined });
  const isWaiting = onScan === undefined;
  page.current.take = onScan;
  useLayoutEffect(() => enterScanPage(page.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes
  useLayoutEffect(scanPageChanged, [isWaiting]);
}

/** Calls `onScan` for each code that no page takes. */
export function useUnusedScans(onScan: (raw: string) => void): void {
  const current = useRef(onScan);
  current.current = onScan;
  useLayoutEffect(() => takeUnusedScans(async (raw) => current.current(raw)), []);
}
