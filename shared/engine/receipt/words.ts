/**
 * The words of receipts and how figures are written, as data and by language; a caller may hand in
 * any other language in the same form. No locale of the machine is ever asked.
 */

import { currencyOf } from "../../base/iso4217.ts";
import { majorText } from "../../base/money.ts";
import { quantityText } from "../../base/quantity.ts";
import { dateOfMs, MINUTE_MS, msOfDate } from "../../base/time.ts";

const ENGLISH = {
  sale: "Receipt",
  gift: "Gift receipt",
  return: "Return",
  exchange: "Exchange",
  deposit: "Deposit",
  x: "X report",
  z: "Z report",
  invoice: "Invoice",
  "credit-note": "Credit note",
  copy: "COPY",
  training: "TRAINING - not a receipt",
  "gift-mark": "GIFT",
  number: "No.",
  date: "Date",
  started: "Start",
  cashier: "Served by",
  register: "Till",
  serial: "Serial no.",
  client: "Customer",
  "tax-number": "Tax no.",
  code: "Tax",
  discount: "Discount",
  total: "Total",
  net: "Net",
  tax: "Tax",
  gross: "Gross",
  rate: "Rate",
  rounding: "Rounding",
  given: "Given",
  change: "Change",
  refund: "Refund",
  "to-pay": "To pay",
  fee: "Restocking fee",
  points: "Points",
  promise: "Comes by",
  collect: "To collect by",
  software: "Software",
  "scan-to-return": "Keep this code: it is your proof for returns.",
  replaces: "Replaces receipt",
  buyer: "Buyer",
  "buyer-tax-number": "Buyer's tax no.",
  sales: "Sales",
  returns: "Returns",
  "gross-sales": "Gross sales",
  "net-sales": "Net sales",
  refunds: "Refunds",
  "passed-through": "Gift cards, deposits, tips",
  float: "Float",
  expected: "Expected",
  counted: "Counted",
  difference: "Difference",
  movements: "Cash movements",
  "no-sales": "Drawer opened without sale",
  banked: "To the bank",
  kept: "Kept as float",
  unsent: "Not yet sent to the server",
  from: "From",
  to: "To",
  entries: "Entries",
  "pay-in": "Paid in",
  "pay-out": "Paid out",
  drop: "To the safe",
  "hand-over": "Handed over",
  correction: "Correction",
  bank: "To the bank",
  "cash-movement": "Cash movement",
} as const;

export type ReceiptWord = keyof typeof ENGLISH;

export interface ReceiptLanguage {
  /** BCP 47 tag. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly words: Readonly<Record<ReceiptWord, string>>;
  readonly decimalSign: string;
  readonly groupSign: string;
  /** How a date is written: parts of `YYYY`, `MM`, `DD` with what stands between. */
  readonly datePattern: string;
}

const english: ReceiptLanguage = {
  language: "en",
  direction: "ltr",
  words: ENGLISH,
  decimalSign: ".",
  groupSign: ",",
  datePattern: "DD/MM/YYYY",
};

const german: ReceiptLanguage = {
  language: "de",
  direction: "ltr",
  decimalSign: ",",
  groupSign: ".",
  datePattern: "DD.MM.YYYY",
  words: {
    ...ENGLISH,
    sale: "Kassenbon",
    gift: "Geschenkbon",
    return: "Rückgabe",
    exchange: "Umtausch",
    deposit: "Anzahlung",
    x: "X-Bericht",
    z: "Z-Bericht",
    invoice: "Rechnung",
    "credit-note": "Gutschrift",
    copy: "KOPIE",
    training: "ÜBUNG - kein Beleg",
    "gift-mark": "GESCHENK",
    number: "Nr.",
    date: "Datum",
    started: "Beginn",
    cashier: "Es bediente",
    register: "Kasse",
    serial: "Seriennr.",
    client: "Kunde",
    "tax-number": "USt-IdNr.",
    code: "USt",
    discount: "Rabatt",
    total: "Summe",
    net: "Netto",
    tax: "USt",
    gross: "Brutto",
    rate: "Satz",
    rounding: "Rundung",
    given: "Gegeben",
    change: "Rückgeld",
    refund: "Erstattung",
    "to-pay": "Zu zahlen",
    fee: "Bearbeitungsgebühr",
    points: "Punkte",
    promise: "Kommt bis",
    collect: "Abholbereit bis",
    "scan-to-return": "Diesen Code aufheben: Er ist Ihr Beleg für die Rückgabe.",
    replaces: "Ersetzt Bon",
    buyer: "Käufer",
    "buyer-tax-number": "USt-IdNr. des Käufers",
    sales: "Verkäufe",
    returns: "Rückgaben",
    "gross-sales": "Bruttoumsatz",
    "net-sales": "Nettoumsatz",
    refunds: "Erstattungen",
    "passed-through": "Gutscheine, Pfand, Trinkgeld",
    float: "Wechselgeld",
    expected: "Soll",
    counted: "Ist",
    difference: "Differenz",
    movements: "Bargeldbewegungen",
    "no-sales": "Lade ohne Verkauf geöffnet",
    banked: "Zur Bank",
    kept: "Bleibt als Wechselgeld",
    unsent: "Noch nicht gesendet",
    from: "Von",
    to: "Bis",
    entries: "Einträge",
    "pay-in": "Einzahlung",
    "pay-out": "Auszahlung",
    drop: "In den Tresor",
    "hand-over": "Übergabe",
    correction: "Korrektur",
    bank: "Zur Bank",
    "cash-movement": "Bargeldbewegung",
  },
};

const french: ReceiptLanguage = {
  language: "fr",
  direction: "ltr",
  decimalSign: ",",
  groupSign: "\u202f",
  datePattern: "DD/MM/YYYY",
  words: {
    ...ENGLISH,
    sale: "Ticket",
    gift: "Ticket cadeau",
    return: "Retour",
    exchange: "Échange",
    deposit: "Acompte",
    x: "Rapport X",
    z: "Rapport Z",
    invoice: "Facture",
    "credit-note": "Avoir",
    copy: "DUPLICATA",
    training: "FORMATION - sans valeur",
    "gift-mark": "CADEAU",
    number: "N°",
    date: "Date",
    started: "Début",
    cashier: "Servi par",
    register: "Caisse",
    serial: "N° de série",
    client: "Client",
    "tax-number": "N° TVA",
    code: "TVA",
    discount: "Remise",
    total: "Total",
    net: "HT",
    tax: "TVA",
    gross: "TTC",
    rate: "Taux",
    rounding: "Arrondi",
    given: "Reçu",
    change: "Rendu",
    refund: "Remboursement",
    "to-pay": "À payer",
    fee: "Frais de remise en rayon",
    promise: "Livré au plus tard le",
    collect: "À retirer à partir du",
    software: "Logiciel",
    "scan-to-return": "Gardez ce code : il prouve votre achat.",
    replaces: "Remplace le ticket",
    buyer: "Acheteur",
    "buyer-tax-number": "N° TVA de l'acheteur",
    sales: "Ventes",
    returns: "Retours",
    expected: "Attendu",
    counted: "Compté",
    difference: "Écart",
    float: "Fonds de caisse",
  },
};

const spanish: ReceiptLanguage = {
  language: "es",
  direction: "ltr",
  decimalSign: ",",
  groupSign: ".",
  datePattern: "DD/MM/YYYY",
  words: {
    ...ENGLISH,
    sale: "Factura simplificada",
    gift: "Tique regalo",
    return: "Devolución",
    exchange: "Cambio",
    deposit: "Señal",
    x: "Informe X",
    z: "Informe Z",
    invoice: "Factura",
    "credit-note": "Factura rectificativa",
    copy: "COPIA",
    training: "PRUEBA - sin valor",
    "gift-mark": "REGALO",
    number: "N.º",
    date: "Fecha",
    started: "Inicio",
    cashier: "Le atendió",
    register: "Caja",
    serial: "N.º de serie",
    client: "Cliente",
    "tax-number": "NIF",
    code: "IVA",
    discount: "Descuento",
    total: "Total",
    net: "Base",
    tax: "IVA",
    gross: "Total",
    rate: "Tipo",
    rounding: "Redondeo",
    given: "Entregado",
    change: "Cambio",
    refund: "Reembolso",
    "to-pay": "A pagar",
    promise: "Llega antes del",
    collect: "Recoger desde el",
    "scan-to-return": "Guarde este código: es su comprobante.",
    replaces: "Sustituye al tique",
    buyer: "Comprador",
    "buyer-tax-number": "NIF del comprador",
    expected: "Esperado",
    counted: "Contado",
    difference: "Diferencia",
    float: "Fondo de caja",
  },
};

const italian: ReceiptLanguage = {
  language: "it",
  direction: "ltr",
  decimalSign: ",",
  groupSign: ".",
  datePattern: "DD/MM/YYYY",
  words: {
    ...ENGLISH,
    sale: "Documento commerciale",
    gift: "Scontrino regalo",
    return: "Reso",
    exchange: "Cambio",
    deposit: "Acconto",
    x: "Rapporto X",
    z: "Rapporto Z",
    invoice: "Fattura",
    "credit-note": "Nota di credito",
    copy: "COPIA",
    training: "PROVA - senza valore",
    "gift-mark": "REGALO",
    number: "N.",
    date: "Data",
    started: "Inizio",
    cashier: "Operatore",
    register: "Cassa",
    serial: "Matricola",
    client: "Cliente",
    "tax-number": "P. IVA",
    code: "IVA",
    discount: "Sconto",
    total: "Totale",
    net: "Imponibile",
    tax: "IVA",
    gross: "Totale",
    rate: "Aliquota",
    rounding: "Arrotondamento",
    given: "Ricevuto",
    change: "Resto",
    refund: "Rimborso",
    "to-pay": "Da pagare",
    promise: "Arriva entro il",
    collect: "Da ritirare dal",
    "scan-to-return": "Conservi questo codice: è la prova d'acquisto.",
    replaces: "Sostituisce lo scontrino",
    buyer: "Acquirente",
    "buyer-tax-number": "P. IVA dell'acquirente",
    expected: "Atteso",
    counted: "Contato",
    difference: "Differenza",
    float: "Fondo cassa",
  },
};

/** English as written in the United States: only the date differs. */
const american: ReceiptLanguage = { ...english, language: "en-US", datePattern: "MM/DD/YYYY" };

const LANGUAGES: readonly ReceiptLanguage[] = [english, american, german, french, spanish, italian];

/** The language of a tag such as `de-AT`: the exact one, else its first part, else English. */
export function receiptLanguage(tag: string): ReceiptLanguage {
  const exact = LANGUAGES.find((candidate) => candidate.language === tag);
  const [first] = tag.split("-");
  return exact ?? LANGUAGES.find((candidate) => candidate.language === first) ?? english;
}

/** An amount with all its decimals, grouped, without the currency's sign. */
export function amountText(amountMinor: number, currency: string, language: ReceiptLanguage) {
  const exponent = currencyOf(currency)?.exponent ?? 2;
  const [whole = "0", fraction] = majorText(Math.abs(amountMinor), exponent).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language.groupSign);
  const text = fraction === undefined ? grouped : `${grouped}${language.decimalSign}${fraction}`;
  return amountMinor < 0 ? `-${text}` : text;
}

/** A quantity without needless zeros. */
export function quantityIn(quantityMilli: number, language: ReceiptLanguage): string {
  return quantityText(quantityMilli).replace(".", language.decimalSign);
}

/** A rate in percent. */
export function rateText(rate: string, language: ReceiptLanguage): string {
  const trimmed = rate.includes(".") ? rate.replace(/0+$/, "").replace(/\.$/, "") : rate;
  return `${trimmed.replace(".", language.decimalSign)} %`;
}

/** Date and time of a wall clock given as milliseconds of an imaginary UTC (`base/time`). */
export function dateTimeText(wallMs: number, language: ReceiptLanguage): string {
  const date = dateOfMs(wallMs);
  const minutes = Math.floor((wallMs - msOfDate(date)) / MINUTE_MS);
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  return `${dateText(date, language)} ${hours}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A date `YYYY-MM-DD` as the language writes it. */
export function dateText(date: string, language: ReceiptLanguage): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return language.datePattern.replace("YYYY", year).replace("MM", month).replace("DD", day);
}
