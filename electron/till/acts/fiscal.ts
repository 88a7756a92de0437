/** The fiscal archive at the till: who may ask for it, and what the screen shows of it. */
import { done, type Result } from "#shared/base/result.ts";
import type { FiscalView } from "#shared/till-api/views/fiscal.ts";
import type { Counter } from "../counter.ts";
import { permitted } from "./approval.ts";

/**
 * Begins the archive; it is made beside the selling. Who closes days may make it: refuses
 * `needs-approval` without the permission "z", and what `FiscalExport.start` refuses.
 */
export function exportArchive(
  counter: Counter,
  input: {
    readonly actId: string;
    readonly from: string;
    readonly to: string;
    readonly approvalId?: string | undefined;
  },
): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const allowed = permitted(counter, who.value, { permission: "z", input });
  if (!allowed.ok) return allowed;
  const started = counter.fiscal.start(input);
  return started.ok ? done({}) : started;
}

/** The archive on its way or made last, and the signing device's outage while it lasts. */
export function readFiscal({ fiscal, signing }: Counter): FiscalView {
  const outage = signing.outage();
  if (outage === undefined) return fiscal.view();
  const { fromMs, reason } = outage;
  return { ...fiscal.view(), outage: { fromMs, reason } };
}
