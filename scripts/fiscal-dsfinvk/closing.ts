/** One closing written down in DSFinV-K's files: its Bons, its sums, and the master data as they were. */
import { currencyOf } from "#shared/base/iso4217.ts";
import type { CsvRecord } from "../fiscal-check/csv.ts";
import { type Bon, type BonLine, bonsOf, type TaxedAmount } from "./bons.ts";
import { type DsfinvkTaker, TAXONOMY_VERSION } from "./files.ts";
import { countryOf, NO_TAX, type TaxKey } from "./meaning.ts";
import type { ClosingRows, Source } from "./source.ts";

const BRAND = "Keepshop";
const CERTIFICATE_PART = 1_000;
const NUMERALS = ["I", "II", "III", "IV", "V", "VI", "VII"] as const;

interface Head {
  readonly Z_KASSE_ID: string;
  readonly Z_ERSTELLUNG: string;
  readonly Z_NR: number;
}

interface Writing {
  readonly source: Source;
  readonly shift: ClosingRows;
  readonly head: Head;
  readonly take: DsfinvkTaker;
  /** Minor units in the closing's currency as a number of major ones. */
  readonly major: (minor: number) => number;
  /** Certificates of devices by serial number: told once in the archive, wanted in each closing. */
  readonly certificates: Map<string, string>;
}

/** Writes one closing. `certificates` is kept by the caller from closing to closing. */
export function writeClosing(
  shift: ClosingRows,
  to: {
    readonly source: Source;
    readonly take: DsfinvkTaker;
    readonly certificates: Map<string, string>;
  },
): void {
  const { closing } = shift;
  const exponent = currencyOf(text(closing, "currency"))?.exponent ?? 2;
  const head: Head = {
    Z_KASSE_ID: text(closing, "register_id"),
    Z_ERSTELLUNG: text(closing, "at"),
    Z_NR: Number(text(closing, "z_number")),
  };
  const writing: Writing = {
    ...to,
    shift,
    head,
    major: (minor) => minor / 10 ** exponent,
  };
  const bons = bonsOf(shift);
  const devices = writeDevices(writing);
  for (const bon of bons) writeBon(bon, devices, writing);
  writeSums(bons, writing);
  writeMaster(bons, writing);
}

function writeBon(bon: Bon, devices: ReadonlyMap<string, number>, writing: Writing): void {
  const { head, take, major, source, shift } = writing;
  const key = { ...head, BON_ID: bon.id };
  take("transactions.csv", {
    ...key,
    BON_NR: bon.number,
    BON_TYP: bon.type,
    BON_NAME: bon.name,
    TERMINAL_ID: head.Z_KASSE_ID,
    BON_STORNO: bon.isReversal ? "1" : "0",
    BON_START: bon.startedAt,
    BON_ENDE: bon.endedAt,
    BEDIENER_ID: bon.staffId,
    BEDIENER_NAME: source.staff.get(bon.staffId),
    UMS_BRUTTO: major(bon.grossMinor),
    KUNDE_ID: bon.clientId,
    ...buyerOf(standingInvoice(bon.id, shift.rows.invoices)),
  });
  for (const amount of bon.amounts) {
    take("transactions_vat.csv", {
      ...key,
      UST_SCHLUESSEL: amount.tax.key,
      BON_BRUTTO: major(amount.grossMinor),
      BON_NETTO: major(amount.netMinor),
      BON_UST: major(amount.taxMinor),
    });
  }
  for (const payment of bon.payments) {
    take("datapayment.csv", {
      ...key,
      ZAHLART_TYP: payment.type,
      ZAHLART_NAME: payment.name,
      ZAHLWAEH_CODE: payment.currency,
      ZAHLWAEH_BETRAG: payment.minor / 10 ** (currencyOf(payment.currency)?.exponent ?? 2),
      BASISWAEH_BETRAG: major(payment.baseMinor),
      KASSENSCHUBLADENNR: text(shift.closing, "drawer_id"),
    });
  }
  for (const [index, line] of bon.lines.entries()) writeLine(line, index + 1, key, writing);
  if (bon.follows !== undefined) {
    take("references.csv", { ...key, REF_TYP: "Transaktion", REF_BON_ID: bon.follows });
  }
  writeSignature(bon, devices, writing);
}

/** What replaces the Bon: an invoice and the note that took it back whole cancel each other. */
function standingInvoice(bonId: string, invoices: readonly CsvRecord[]): CsvRecord | undefined {
  const own = invoices.filter((row) => row.get("receipt_id") === bonId);
  return own.find(
    (row) =>
      !own.some((other) => other.get("of_invoice_id") === row.get("invoice_id")) &&
      !own.some((other) => other.get("invoice_id") === row.get("of_invoice_id")),
  );
}

/** The buyer of a full invoice; of all others only the number is kept. */
function buyerOf(invoice: CsvRecord | undefined) {
  if (invoice === undefined) return {};
  return {
    KUNDE_NAME: text(invoice, "buyer_name"),
    KUNDE_STRASSE: text(invoice, "buyer_address"),
    KUNDE_USTID: invoice.get("buyer_tax_number"),
    BON_NOTIZ: text(invoice, "number"),
  };
}

function writeLine(
  line: BonLine,
  number: number,
  bon: Head & { readonly BON_ID: string },
  { take, major }: Writing,
): void {
  const key = { ...bon, POS_ZEILE: String(number) };
  const perUnit = major(line.unitGrossMinor);
  take("lines.csv", {
    ...key,
    ARTIKELTEXT: line.text,
    POS_TERMINAL_ID: bon.Z_KASSE_ID,
    GV_TYP: line.caseType,
    INHAUS: "0",
    P_STORNO: "0",
    AGENTUR_ID: 0,
    ART_NR: line.article,
    WARENGR_ID: line.category,
    MENGE: line.quantity,
    FAKTOR: 1,
    EINHEIT: line.unit,
    STK_BR: perUnit,
  });
  for (const amount of line.amounts) {
    take("lines_vat.csv", {
      ...key,
      UST_SCHLUESSEL: amount.tax.key,
      POS_BRUTTO: major(amount.grossMinor),
      POS_NETTO: major(amount.netMinor),
      POS_UST: major(amount.taxMinor),
    });
  }
  const { tax } = line.amounts[0] ?? { tax: NO_TAX };
  for (const step of line.steps) {
    const gross = major(step.minor);
    const net = gross / (1 + tax.rate / 100);
    take("itemamounts.csv", {
      ...key,
      TYP: step.type,
      UST_SCHLUESSEL: tax.key,
      PF_BRUTTO: gross,
      PF_NETTO: net,
      PF_UST: gross - net,
    });
  }
}

/** The devices that signed in this shift; answers their numbers within the closing. */
function writeDevices({ shift, head, take, certificates }: Writing): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const row of shift.rows.signatures) {
    const serial = text(row, "serial_number");
    const certificate = row.get("certificate");
    if (certificate !== undefined) certificates.set(serial, certificate);
    if (numbers.has(serial)) continue;
    numbers.set(serial, numbers.size + 1);
    const known = certificates.get(serial) ?? "";
    const parts = NUMERALS.map((numeral, index) => {
      const part = known.slice(index * CERTIFICATE_PART, (index + 1) * CERTIFICATE_PART);
      return [`TSE_ZERTIFIKAT_${numeral}`, part];
    });
    take("tse.csv", {
      ...head,
      TSE_ID: numbers.size,
      TSE_SERIAL: serial,
      TSE_SIG_ALGO: text(row, "algorithm"),
      TSE_ZEITFORMAT: text(row, "time_format"),
      TSE_PD_ENCODING: "UTF-8",
      TSE_PUBLIC_KEY: text(row, "public_key"),
      ...Object.fromEntries(parts),
    });
  }
  return numbers;
}

function writeSignature(bon: Bon, devices: ReadonlyMap<string, number>, writing: Writing): void {
  const { head, take, source, shift } = writing;
  const key = { ...head, BON_ID: bon.id };
  const { signature } = bon;
  if (signature !== undefined) {
    take("transactions_tse.csv", {
      ...key,
      TSE_ID: devices.get(text(signature, "serial_number")),
      TSE_TANR: Number(text(signature, "transaction_number")),
      TSE_TA_START: text(signature, "started_at"),
      TSE_TA_ENDE: text(signature, "finished_at"),
      TSE_TA_VORGANGSART: text(signature, "process_type"),
      TSE_TA_SIGZ: Number(text(signature, "signature_counter")),
      TSE_TA_SIG: text(signature, "signature"),
      TSE_TA_VORGANGSDATEN: text(signature, "process_data"),
    });
    return;
  }
  if (source.registers.get(head.Z_KASSE_ID)?.get("signing_device") !== "1") return;
  const { outages } = shift.rows;
  const isBefore = (row: CsvRecord): boolean => Number(text(row, "sequence")) < bon.sequence;
  const before = outages.findLast(isBefore);
  // The outage that lasted already, or the one that this document began.
  const lasted = before?.get("to") === undefined ? before : undefined;
  const outage = lasted ?? outages.find((row) => !isBefore(row));
  const why = outage === undefined ? "" : `: ${text(outage, "reason")}`;
  take("transactions_tse.csv", { ...key, TSE_TA_FEHLER: `TSE ausgefallen${why}` });
}

function writeSums(bons: readonly Bon[], { head, take, major, shift }: Writing): void {
  const cases = new Map<string, TaxedAmount & { readonly caseType: string }>();
  const payments = new Map<string, { type: string; name: string; minor: number }>();
  for (const bon of bons) {
    for (const line of bon.lines) {
      for (const amount of line.amounts) {
        const key = `${line.caseType} ${amount.tax.key}`;
        const before = cases.get(key);
        cases.set(key, {
          caseType: line.caseType,
          tax: amount.tax,
          grossMinor: (before?.grossMinor ?? 0) + amount.grossMinor,
          netMinor: (before?.netMinor ?? 0) + amount.netMinor,
          taxMinor: (before?.taxMinor ?? 0) + amount.taxMinor,
        });
      }
    }
    for (const { type, name, baseMinor } of bon.payments) {
      // Own cash is one kind however it was named on the paper.
      const key = type === "Bar" ? { type, name: "" } : { type, name };
      const id = `${key.type} ${key.name}`;
      payments.set(id, { ...key, minor: (payments.get(id)?.minor ?? 0) + baseMinor });
    }
  }
  for (const { caseType, tax, grossMinor, netMinor, taxMinor } of cases.values()) {
    take("businesscases.csv", {
      ...head,
      GV_TYP: caseType,
      AGENTUR_ID: 0,
      UST_SCHLUESSEL: tax.key,
      Z_UMS_BRUTTO: major(grossMinor),
      Z_UMS_NETTO: major(netMinor),
      Z_UST: major(taxMinor),
    });
  }
  for (const { type, name, minor } of payments.values()) {
    take("payment.csv", {
      ...head,
      ZAHLART_TYP: type,
      ZAHLART_NAME: name,
      Z_ZAHLART_BETRAG: major(minor),
    });
  }
  const closingSequence = text(shift.closing, "sequence");
  for (const row of shift.rows.closing_tenders) {
    const [kind, foreign] = text(row, "tender_key").split(":");
    if (kind !== "cash" || text(row, "sequence") !== closingSequence) continue;
    const currency = foreign ?? text(shift.closing, "currency");
    take("cash_per_currency.csv", {
      ...head,
      ZAHLART_WAEH: currency,
      ZAHLART_BETRAG_WAEH:
        Number(text(row, "expected_minor")) / 10 ** (currencyOf(currency)?.exponent ?? 2),
    });
  }
}

function writeMaster(bons: readonly Bon[], writing: Writing): void {
  const { head, take, major, source, shift } = writing;
  const { store } = source;
  const register = source.registers.get(head.Z_KASSE_ID);
  const numbers = taxNumbersOf(store);
  const paid = bons.flatMap((bon) => bon.payments);
  const sum = (each: readonly { readonly baseMinor: number }[]): number =>
    major(each.reduce((all, { baseMinor }) => all + baseMinor, 0));
  take("cashpointclosing.csv", {
    ...head,
    Z_BUCHUNGSTAG: text(shift.closing, "business_date"),
    TAXONOMIE_VERSION: TAXONOMY_VERSION,
    Z_START_ID: bons[0]?.id,
    Z_ENDE_ID: bons.at(-1)?.id,
    NAME: store.get("legal_name"),
    STRASSE: store.get("legal_street"),
    PLZ: store.get("legal_postcode"),
    ORT: store.get("legal_city"),
    LAND: countryOf(store.get("legal_country")),
    STNR: numbers.other,
    USTID: numbers.vat,
    Z_SE_ZAHLUNGEN: sum(paid),
    Z_SE_BARZAHLUNGEN: sum(paid.filter(({ type }) => type === "Bar")),
  });
  take("location.csv", {
    ...head,
    LOC_NAME: store.get("name"),
    LOC_STRASSE: store.get("street"),
    LOC_PLZ: store.get("postcode"),
    LOC_ORT: store.get("city"),
    LOC_LAND: countryOf(store.get("country")),
    LOC_USTID: numbers.vat,
  });
  const signedAs = shift.rows.signatures[0]?.get("client_id");
  take("cashregister.csv", {
    ...head,
    KASSE_BRAND: BRAND,
    KASSE_MODELL: register?.get("register_kind"),
    KASSE_SERIENNR: signedAs ?? register?.get("serial_number"),
    KASSE_SW_BRAND: BRAND,
    KASSE_SW_VERSION: source.software,
    KASSE_BASISWAEH_CODE: text(shift.closing, "currency"),
    KEINE_UST_ZUORDNUNG: "0",
  });
  const keys = new Map<number, TaxKey>([[NO_TAX.key, NO_TAX]]);
  for (const { tax } of bons.flatMap((bon) => [
    ...bon.amounts,
    ...bon.lines.flatMap((line) => line.amounts),
  ])) {
    keys.set(tax.key, tax);
  }
  for (const { key, rate, about } of [...keys.values()].sort((a, b) => a.key - b.key)) {
    take("vat.csv", { ...head, UST_SCHLUESSEL: key, UST_SATZ: rate, UST_BESCHR: about });
  }
}

/** The VAT number, which begins with letters of its country, and the tax office's own. */
function taxNumbersOf(store: CsvRecord): { vat: string | undefined; other: string | undefined } {
  const values = (JSON.parse(store.get("tax_numbers") ?? "[]") as { readonly value: string }[]).map(
    ({ value }) => value,
  );
  const isVat = (value: string): boolean => /^[A-Z]{2}/.test(value);
  return { vat: values.find(isVat), other: values.find((value) => !isVat(value)) };
}

function text(row: CsvRecord, column: string): string {
  return row.get(column) ?? "";
}
