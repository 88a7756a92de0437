/**
 * Where the plain columns of the archive's tables come from, as paths into an entry's text: the format's
 * description as data. What has to be summed is in expected.ts. Part of the checker.
 */

export interface TableMap {
  readonly kind: string;
  readonly table: string;
  /** A list in the entry that makes one row an item; paths beginning with "-" are within the item. */
  readonly each?: string;
  /** Column to path; `#` is the number of the item from 1, a text in quotes is itself. */
  readonly columns: Readonly<Record<string, string>>;
}

/** What every row about one act repeats of its entry. */
const ACT = {
  business_date: "businessDate",
  at: "at",
  staff_id: "staffId",
  shift_id: "shiftId",
} as const;

const TENDER = {
  number: "#",
  tender_id: "-id",
  tender_kind: "-kind",
  name: "-name",
  amount_minor: "-amountMinor",
  given_minor: "-givenMinor",
  change_minor: "-changeMinor",
  foreign_currency: "-foreign.currency",
  foreign_amount_minor: "-foreign.amountMinor",
  foreign_rate: "-foreign.rate",
  card_brand: "-card.brand",
  card_last_four: "-card.lastFour",
  authorisation: "-card.authorisation",
  payment_id: "-paymentId",
} as const;

const PAYMENT = { ...ACT, payment_id: "body.paymentId", amount_minor: "body.amountMinor" } as const;

export const TABLE_MAPS: readonly TableMap[] = [
  {
    kind: "sale.completed",
    table: "tenders",
    each: "body.tenders",
    columns: { ...TENDER, currency: "body.priced.currency" },
  },
  {
    kind: "return.completed",
    table: "tenders",
    each: "body.tenders",
    columns: { ...TENDER, currency: "body.currency" },
  },
  {
    kind: "hold.cancelled",
    table: "tenders",
    each: "body.tenders",
    columns: { ...TENDER, currency: "body.currency" },
  },
  {
    kind: "hold.cancelled",
    table: "hold_cancellations",
    columns: {
      ...ACT,
      hold_id: "body.holdId",
      hold_kind: "body.kind",
      client_id: "body.clientId",
      reason_id: "body.reasonId",
      currency: "body.currency",
      paid_minor: "body.paidMinor",
      fee_minor: "body.feeMinor",
      refund_minor: "body.refundMinor",
    },
  },
  {
    kind: "shift.opened",
    table: "openings",
    columns: {
      ...ACT,
      shift_id: "body.shiftId",
      drawer_id: "body.drawerId",
      currency: "body.currency",
      float_minor: "body.floatMinor",
      previous_shift_id: "body.previousShiftId",
    },
  },
  {
    kind: "shift.closed",
    table: "closings",
    columns: {
      ...ACT,
      shift_id: "body.shiftId",
      z_number: "body.zNumber",
      drawer_id: "body.drawerId",
      currency: "body.currency",
      first_sequence: "body.firstSequence",
      last_sequence: "body.lastSequence",
      sale_count: "body.totals.saleCount",
      return_count: "body.totals.returnCount",
      gross_minor: "body.totals.grossMinor",
      discount_minor: "body.totals.discountMinor",
      refund_minor: "body.totals.refundMinor",
      tax_minor: "body.totals.taxMinor",
      net_sales_minor: "body.totals.netSalesMinor",
      rounding_minor: "body.totals.roundingMinor",
      banked_minor: "body.bankedMinor",
      kept_float_minor: "body.keptFloatMinor",
      difference_reason_id: "body.differenceReasonId",
      difference_note: "body.differenceNote",
      unsent_entries: "body.unsentEntries",
    },
  },
  {
    kind: "shift.closed",
    table: "closing_taxes",
    each: "body.taxes",
    columns: {
      tax_id: "-taxId",
      name: "-name",
      rate: "-rate",
      base_minor: "-baseMinor",
      tax_minor: "-taxMinor",
    },
  },
  {
    kind: "shift.closed",
    table: "closing_tenders",
    each: "body.tenders",
    columns: {
      tender_key: "-key",
      tender_kind: "-kind",
      name: "-name",
      expected_minor: "-expectedMinor",
      counted_minor: "-countedMinor",
      difference_minor: "-differenceMinor",
    },
  },
  {
    kind: "shift.sealed",
    table: "seals",
    columns: {
      ...ACT,
      shift_id: "body.shiftId",
      sealed_sequence: "body.sealedSequence",
      sealed_hash: "body.sealedHash",
      public_key: "body.publicKey",
      signature: "body.signature",
    },
  },
  {
    kind: "cash.moved",
    table: "cash_movements",
    columns: {
      ...ACT,
      drawer_id: "body.drawerId",
      movement_id: "body.movementId",
      movement_kind: "body.kind",
      currency: "body.currency",
      amount_minor: "body.amountMinor",
      reason_id: "body.reasonId",
      note: "body.note",
      to_drawer_id: "body.toDrawerId",
      bag: "body.bag",
    },
  },
  {
    kind: "drawer.handed",
    table: "hand_overs",
    each: "body.tenders",
    columns: {
      ...ACT,
      drawer_id: "body.drawerId",
      hand_over_id: "body.handOverId",
      from_staff_id: "body.fromStaffId",
      to_staff_id: "body.toStaffId",
      tender_key: "-key",
      expected_minor: "-expectedMinor",
      counted_minor: "-countedMinor",
      difference_minor: "-differenceMinor",
      currency: "-currency",
      difference_reason_id: "body.differenceReasonId",
      difference_note: "body.differenceNote",
    },
  },
  {
    kind: "drawer.opened",
    table: "drawer_openings",
    columns: { ...ACT, drawer_id: "body.drawerId", reason_id: "body.reasonId", note: "body.note" },
  },
  {
    kind: "basket.trimmed",
    table: "voids",
    each: "body.lines",
    columns: {
      ...ACT,
      basket_id: "body.basketId",
      what: "body.what",
      number: "#",
      product_id: "-productId",
      name: "-name",
      quantity_milli: "-quantityMilli",
      amount_minor: "-amountMinor",
    },
  },
  {
    kind: "invoice.issued",
    table: "invoices",
    columns: {
      ...ACT,
      invoice_id: "body.invoiceId",
      invoice_kind: "body.kind",
      series: "body.series",
      number: "body.number",
      receipt_id: "body.returnId|body.saleId",
      of_invoice_id: "body.ofInvoiceId",
      buyer_name: "body.buyer.name",
      buyer_address: "body.buyer.address",
      buyer_tax_number: "body.buyer.taxNumber",
      currency: "body.currency",
      total_minor: "body.totalMinor",
    },
  },
  {
    kind: "payment.started",
    table: "payments",
    columns: {
      ...PAYMENT,
      step: '"started',
      direction: "body.direction",
      tender_kind: "body.tenderKind",
      currency: "body.currency",
      terminal_id: "body.terminalId",
    },
  },
  {
    kind: "payment.settled",
    table: "payments",
    columns: { ...PAYMENT, step: '"settled', outcome: "body.outcome" },
  },
  {
    kind: "approval.given",
    table: "approvals",
    columns: {
      ...ACT,
      approval_id: "body.approvalId",
      act: "body.act",
      asked_by: "body.askedByStaffId",
      approved_by: "body.approvedByStaffId",
      outcome: "body.outcome",
      amount_minor: "body.amountMinor",
    },
  },
  {
    kind: "fiscal.signed",
    table: "signatures",
    columns: {
      ...ACT,
      document: "body.document",
      document_id: "body.documentId",
      outcome: "body.outcome",
      device_id: "body.deviceId",
      serial_number: "body.serialNumber",
      client_id: "body.clientId",
      transaction_number: "body.transactionNumber",
      started_at: "body.startedAtMs",
      finished_at: "body.finishedAtMs",
      signature_counter: "body.signatureCounter",
      process_type: "body.processType",
      process_data: "body.processData",
      signature: "body.signature",
      algorithm: "body.algorithm",
      time_format: "body.timeFormat",
      public_key: "body.publicKey",
      certificate: "body.certificate",
    },
  },
  {
    kind: "outage.recorded",
    table: "outages",
    columns: {
      ...ACT,
      outage_id: "body.outageId",
      device: "body.device",
      device_id: "body.deviceId",
      from: "body.fromMs",
      to: "body.toMs",
      reason: "body.reason",
    },
  },
];

const INSTANTS = new Set(["at", "started_at", "finished_at", "from", "to"]);

/** The row of one map over an entry (and an item of its list): each column as text, or missing. */
export function mappedRow(
  { columns }: TableMap,
  entry: unknown,
  item?: { readonly value: unknown; readonly number: number },
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(columns).map(([column, path]) => {
      if (path === "#") return [column, String(item?.number)];
      if (path.startsWith('"')) return [column, path.slice(1)];
      const [from, way] = path.startsWith("-") ? [item?.value, path.slice(1)] : [entry, path];
      const found = way
        .split("|")
        .map((one) => valueAt(from, one))
        .find((one) => one !== undefined);
      return [column, textOf(column, found)];
    }),
  );
}

/** What lies at a path of names; nothing when a part of it is not there. */
export function valueAt(from: unknown, path: string): unknown {
  let value = from;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

function textOf(column: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return INSTANTS.has(column) ? new Date(Number(value)).toISOString() : String(value);
}
