/**
 * Card payments that the terminal keeps while the bank cannot be reached: whether the shop allows it,
 * and up to how much. Until the bank has answered, what is kept is the shop's own risk, so it is capped
 * twice: for one sale, and for all that one register has waiting.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { PolicySetting } from "../records/settings/index.ts";

type Caps = Pick<
  PolicySetting["offline"],
  "storedForwardPerSaleMinor" | "storedForwardPerRegisterMinor"
>;

/** Whether the shop takes cards unseen at all: a cap of nothing is off. */
export function storesForward(offline: Caps): boolean {
  return offline.storedForwardPerSaleMinor > 0 && offline.storedForwardPerRegisterMinor > 0;
}

/**
 * Whether a card payment may be kept while the bank cannot be asked: within what the sale and the
 * register have left. Refuses `stored-forward-limit` with what is left (`leftMinor`) and the cap that
 * says so: `saleCapMinor` or `registerCapMinor`.
 */
export function mayStoreForward(about: {
  readonly amountMinor: number;
  /** Kept by earlier legs of the same sale. */
  readonly inSaleMinor?: number;
  /** Kept and not yet answered at this register, that of this sale included. */
  readonly waitingMinor: number;
  readonly perSaleMinor: number;
  readonly perRegisterMinor: number;
}): Result<undefined, "stored-forward-limit"> {
  const { amountMinor, inSaleMinor = 0, waitingMinor, perSaleMinor, perRegisterMinor } = about;
  const ofSaleMinor = Math.max(0, perSaleMinor - inSaleMinor);
  const ofRegisterMinor = Math.max(0, perRegisterMinor - waitingMinor);
  const leftMinor = Math.min(ofSaleMinor, ofRegisterMinor);
  if (amountMinor <= leftMinor) return done(undefined);
  const cap =
    ofRegisterMinor < ofSaleMinor
      ? { registerCapMinor: perRegisterMinor }
      : { saleCapMinor: perSaleMinor };
  return refuse("stored-forward-limit", { leftMinor, ...cap });
}
