/** The tax-free form of a sale: claimed by the engine's rule, issued by a provider, kept as one entry. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { fullPurchaseId } from "#shared/engine/fold/sale.ts";
import { receiptOfTaxFree } from "#shared/engine/receipt/tax-free.ts";
import { type TaxFreeClaim, taxFreeClaim } from "#shared/engine/tax-free.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import { append, entriesOf, policyOf } from "../core.ts";
import type { Counter } from "../counter.ts";
import type { TaxFreeProvider } from "../devices/tax-free.ts";
import type { Editor } from "./edit.ts";
import { receiptContext } from "./receipt.ts";

export interface TaxFreeForm {
  readonly formNumber: string;
  readonly refundMinor: number;
}

/** As `issueTaxFree`, by the till's own provider. Refuses `tax-free-not-offered` without one. */
export async function taxFree(
  counter: Counter,
  input: { readonly saleId: string; readonly country: string },
): Promise<Result<TaxFreeForm>> {
  const provider = counter.demo.taxFree;
  if (provider === undefined) return refuse("tax-free-not-offered");
  return issueTaxFree(counter, provider, input);
}

/**
 * Issues the form of a sale. Refuses `sale-unknown`, as the engine's `taxFreeClaim`, `needs-connection`
 * when the provider does not answer (ask again: it is the same form) and `tax-free-declined`. A form
 * that was issued is answered again.
 */
export async function issueTaxFree(
  counter: Counter,
  provider: TaxFreeProvider,
  input: { readonly saleId: string; readonly country: string },
): Promise<Result<TaxFreeForm>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const { saleId, country } = input;
  const before = entriesOf(core, "tax-free.issued").find(({ body }) => body.saleId === saleId);
  if (before !== undefined) {
    const { formNumber, refundMinor } = before.body;
    return done({ formNumber, refundMinor });
  }
  const sale = core.overlay.row("purchases", fullPurchaseId("sale", saleId))?.sale;
  const policy = policyOf(core);
  if (sale === undefined || policy === undefined) return refuse("sale-unknown");
  const about = { sale: sale as SaleCompleted, country, policy, wasIssued: false };
  const claim = taxFreeClaim(about);
  if (!claim.ok) return claim;
  const answer = await provider.issue(claim.value);
  if (answer.outcome === "unreachable") return refuse("needs-connection");
  if (answer.outcome === "declined") {
    return refuse("tax-free-declined", { reason: answer.reasonCode });
  }
  const { formNumber, refundMinor } = answer;
  const { currency, taxMinor } = claim.value;
  const { name } = provider;
  const document = formPaper(counter, who.value, claim.value, { name, formNumber, refundMinor });
  const written = append(core, who.value, (tools) => {
    if (document !== undefined) {
      const id = `${saleId}:tax-free`;
      counter.queue.put(tools.desk, { id, at: core.clock.now(), title: formNumber, document });
    }
    return {
      kind: "tax-free.issued",
      body: {
        ...{ saleId, provider: name, formNumber, country: claim.value.country },
        ...{ currency, taxMinor, refundMinor },
      },
    };
  });
  if (!written.ok) return written;
  setImmediate(() => void counter.queue.run());
  return done({ formNumber, refundMinor });
}

/** The form as paper; nothing when the store's settings have not arrived. */
function formPaper(
  { core }: Counter,
  who: Editor,
  claim: TaxFreeClaim,
  form: TaxFreeForm & { readonly name: string },
) {
  const atMs = core.clock.now();
  const context = receiptContext(core, { atMs, cashierName: who.session.staff.shortName });
  return context === undefined ? undefined : receiptOfTaxFree(claim, form, { atMs, context });
}
