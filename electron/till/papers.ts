/**
 * Papers of customers who are erased: what was printed for them leaves the desk, and what still waits
 * to be printed no longer names them. The entries behind the papers stay. Printing is devices/.
 */
import type { PrintJob } from "./devices/print-queue.ts";
import type { Journal } from "./journal/journal.ts";

const DESK_KIND = "print";
/** Kinds of entries whose paper can name a customer. */
const KINDS = ["sale.completed", "return.completed", "invoice.issued"] as const;
/** The line of a document that says who bought. */
const CLIENT_FIELD = "client";

/** Takes these customers' papers off the desk of a journal; safe to call again. */
export function forgetPapers(
  { desk, ofKind }: Pick<Journal, "desk" | "ofKind">,
  clientIds: readonly string[],
): void {
  const jobs = desk.list<PrintJob>(DESK_KIND);
  if (clientIds.length === 0 || jobs.length === 0) return;
  const theirs = documentsOf(ofKind, new Set(clientIds));
  for (const { key, value: job } of jobs) {
    if (!theirs.has(key.split(":")[0] ?? "")) continue;
    if (job.state === "printed") desk.delete(DESK_KIND, key);
    else {
      const blocks = job.document.blocks.filter(
        (block) => !("field" in block) || block.field !== CLIENT_FIELD,
      );
      desk.put(DESK_KIND, key, { ...job, document: { ...job.document, blocks } });
    }
  }
}

/** Ids of sales, returns and invoices that are about one of these customers. */
function documentsOf(ofKind: Journal["ofKind"], clientIds: ReadonlySet<string>): Set<string> {
  const ids = new Set<string>();
  for (const kind of KINDS) {
    for (const { body } of ofKind(kind)) {
      const { clientId, saleId, returnId, invoiceId } = body as Readonly<Record<string, unknown>>;
      const isTheirs =
        clientIds.has(String(clientId)) || ids.has(String(saleId)) || ids.has(String(returnId));
      for (const id of isTheirs ? [saleId, returnId, invoiceId] : []) {
        if (typeof id === "string") ids.add(id);
      }
    }
  }
  return ids;
}
