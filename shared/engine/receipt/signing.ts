/**
 * What a signing device, or its outage, adds to a document that is made already: blocks before the cut,
 * in the document's own language. Source of the fields: DE KassenSichV section 6, DSFinV-K annex I.
 */
import type { FiscalSigned } from "../../records/entries/fiscal-signed.ts";
import type { ReceiptBlock, ReceiptDocument } from "../../records/receipt.ts";
import { pair, text } from "./blocks.ts";
import { dateTimeText, receiptLanguage } from "./words.ts";

interface SigningWords {
  readonly transaction: string;
  readonly counter: string;
  readonly start: string;
  readonly end: string;
  readonly device: string;
  readonly signature: string;
  /** That the device failed and the receipt counts all the same. */
  readonly failed: string;
}

const WORDS: Readonly<Record<string, SigningWords>> = {
  en: {
    transaction: "Transaction",
    counter: "Signature counter",
    start: "Start",
    end: "End",
    device: "Signing device",
    signature: "Signature",
    failed: "Signing device out of order: made without a signature.",
  },
  de: {
    transaction: "TSE-Transaktion",
    counter: "TSE-Signaturzähler",
    start: "TSE-Start",
    end: "TSE-Ende",
    device: "TSE-Seriennr.",
    signature: "TSE-Signatur",
    failed: "Sicherheitseinrichtung (TSE) ausgefallen: Beleg ohne Signatur.",
  },
  fr: {
    transaction: "Transaction",
    counter: "Compteur de signatures",
    start: "Début",
    end: "Fin",
    device: "Module de signature",
    signature: "Signature",
    failed: "Module de signature en panne : ticket sans signature.",
  },
  es: {
    transaction: "Transacción",
    counter: "Contador de firmas",
    start: "Inicio",
    end: "Fin",
    device: "Dispositivo de firma",
    signature: "Firma",
    failed: "Dispositivo de firma averiado: recibo sin firma.",
  },
  it: {
    transaction: "Transazione",
    counter: "Contatore firme",
    start: "Inizio",
    end: "Fine",
    device: "Dispositivo di firma",
    signature: "Firma",
    failed: "Dispositivo di firma guasto: scontrino senza firma.",
  },
  ar: {
    transaction: "المعاملة",
    counter: "عداد التوقيعات",
    start: "البداية",
    end: "النهاية",
    device: "جهاز التوقيع",
    signature: "التوقيع",
    failed: "جهاز التوقيع معطل: إيصال بلا توقيع.",
  },
};

const FIELDS = { signed: "signature", failed: "signing-outage" } as const;

export interface SigningPaper {
  /** What the device gave, or nothing when it failed. */
  readonly signed: FiscalSigned | undefined;
  /** Whether the profile asks for the signature on paper; an outage is always said. */
  readonly prints: boolean;
  /** Minutes the store's clock is ahead of UTC. */
  readonly utcOffsetMinutes: number;
}

/** The document with what the device said, in place of what it may have said before. */
export function withSigning(document: ReceiptDocument, paper: SigningPaper): ReceiptDocument {
  const ours: ReadonlySet<string | undefined> = new Set(Object.values(FIELDS));
  const before = document.blocks.filter((block) => !("field" in block && ours.has(block.field)));
  const cut = before.findLastIndex(({ kind }) => kind === "cut");
  const at = cut < 0 ? before.length : cut;
  const blocks = [...before.slice(0, at), ...blocksOf(document, paper), ...before.slice(at)];
  return { ...document, blocks };
}

/**
 * The text of the code that German tax offices read from a receipt (DSFinV-K annex I), which proves
 * the signature without the till.
 */
export function signingCode(signed: FiscalSigned): string {
  return [
    "V0",
    signed.clientId,
    signed.processType,
    signed.processData,
    String(signed.transactionNumber),
    String(signed.signatureCounter),
    new Date(signed.startedAtMs).toISOString(),
    new Date(signed.finishedAtMs).toISOString(),
    signed.algorithm,
    signed.timeFormat,
    signed.signature,
    signed.publicKey,
  ].join(";");
}

function blocksOf(document: ReceiptDocument, paper: SigningPaper): ReceiptBlock[] {
  const language = receiptLanguage(document.language);
  const words = WORDS[language.language.split("-")[0] ?? ""] ?? (WORDS.en as SigningWords);
  const { signed, prints, utcOffsetMinutes } = paper;
  if (signed === undefined) {
    return [text(words.failed, { align: "centre", bold: true, field: FIELDS.failed })];
  }
  if (!prints) return [];
  const wall = (atMs: number): string => dateTimeText(atMs + utcOffsetMinutes * 60_000, language);
  const row = (left: string, right: string): ReceiptBlock =>
    pair(left, right, { field: FIELDS.signed });
  const small = { size: "small", field: FIELDS.signed } as const;
  return [
    row(words.transaction, String(signed.transactionNumber)),
    row(words.counter, String(signed.signatureCounter)),
    row(words.start, wall(signed.startedAtMs)),
    row(words.end, wall(signed.finishedAtMs)),
    text(`${words.device}: ${signed.serialNumber}`, small),
    text(`${words.signature}: ${signed.signature}`, small),
    { kind: "qr", data: signingCode(signed), field: FIELDS.signed },
  ];
}
