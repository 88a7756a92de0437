/** A provider of tax-free shopping in memory, faithful in what it promises: one form a sale. */
import type { TaxFreeAnswer, TaxFreeProvider } from "../tax-free.ts";

/** What the next claim meets. */
export type TaxFreeMood = "issue" | "decline" | "silent" | "lost";

export interface TaxFreeSimulator extends TaxFreeProvider {
  /** Moods of the next claims, in order; `lost` issues the form and loses the answer. */
  readonly plan: TaxFreeMood[];
  readonly issued: () => number;
}

/** A simulator that keeps a share of the tax as its fee, in basis points. */
export function openTaxFreeSimulator(feeBasisPoints = 2_500): TaxFreeSimulator {
  const forms = new Map<string, TaxFreeAnswer>();
  const plan: TaxFreeMood[] = [];
  return {
    name: "Simulated tax free",
    plan,
    issued: () => forms.size,
    issue: async ({ saleId, taxMinor }) => {
      const mood = plan.shift() ?? "issue";
      if (mood === "silent") return { outcome: "unreachable" };
      if (mood === "decline") return { outcome: "declined", reasonCode: "traveller-refused" };
      const known = forms.get(saleId);
      const form = known ?? {
        outcome: "issued" as const,
        formNumber: `TF-${String(forms.size + 1).padStart(6, "0")}`,
        refundMinor: Math.floor((taxMinor * (10_000 - feeBasisPoints)) / 10_000),
      };
      forms.set(saleId, form);
      return mood === "lost" ? { outcome: "unreachable" } : form;
    },
  };
}
