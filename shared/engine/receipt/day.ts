/**
 * The papers of a drawer and its day: X, Z, the slip of a movement of cash and of a hand-over. Papers for
 * customers are index.ts.
 */
import type { CashMoved } from "../../records/entries/cash-moved.ts";
import type { ShiftClosed } from "../../records/entries/shift-closed.ts";
import type { Entry } from "../../records/entry.ts";
import type { ReceiptBlock, ReceiptDocument } from "../../records/receipt.ts";
import { handOversOf, type ShiftFigures } from "../shift-figures.ts";
import { currencyOfKey, isStoredKey } from "../tender.ts";
import { documentOf, foot, head, pair, type ReceiptContext, RULE, text } from "./blocks.ts";
import { amountText, type ReceiptWord } from "./words.ts";

/** The X: the shift so far. What is expected is left out while a blind count is to come. */
export function receiptOfX(
  figures: ShiftFigures,
  context: ReceiptContext,
  about: { readonly atMs: number; readonly showExpected: boolean },
): ReceiptDocument {
  const number = figures.shiftId.slice(-8);
  const blocks = [
    ...head(context, { title: "x", number, atMs: about.atMs, startedAtMs: figures.openedAtMs }),
    ...totalBlocks(figures, context),
    pair(context.language.words.float, amountOf(figures.floatMinor, figures, context)),
    ...(about.showExpected
      ? figures.tenders.map((tender) =>
          pair(
            `${context.language.words.expected} ${tenderName(tender, context)}`,
            amountOf(
              tender.expectedMinor,
              { currency: currencyOfKey(tender.key, figures.currency) },
              context,
            ),
          ),
        )
      : []),
    ...movementBlocks(figures, context),
    ...handOverBlocks(about.showExpected ? handOversOf(figures) : [], figures, context),
    ...foot({ ...context, signedCode: undefined }),
  ];
  return documentOf(context, { kind: "x", number, blocks });
}

/** The Z: the shift as it was sealed. */
export function receiptOfZ(entry: Entry<"shift.closed">, context: ReceiptContext): ReceiptDocument {
  const { body } = entry;
  const { words } = context.language;
  const number = String(body.zNumber);
  const amount = (minor: number) => amountOf(minor, body, context);
  const blocks: ReceiptBlock[] = [
    ...head(context, { title: "z", number, atMs: entry.at }),
    ...totalBlocks(body, context),
    pair(words.entries, `${body.firstSequence} - ${body.lastSequence}`),
    RULE,
    ...body.tenders.flatMap((tender) =>
      tenderCountBlocks(tender, currencyOfKey(tender.key, body.currency), context),
    ),
    ...handOverBlocks(body.handOvers ?? [], body, context),
    RULE,
    pair(body.takingsTo === "safe" ? words.drop : words.banked, amount(body.bankedMinor)),
    pair(words.kept, amount(body.keptFloatMinor)),
    ...(body.unsentEntries === 0 ? [] : [pair(words.unsent, String(body.unsentEntries))]),
    ...foot({ ...context, signedCode: undefined }),
  ];
  return documentOf(context, { kind: "z", number, blocks });
}

/** The paper of a drawer handed over: from whom, to whom, and each kind of cash as it was counted. */
export function receiptOfHandOver(
  entry: Entry<"drawer.handed">,
  context: ReceiptContext,
  people: { readonly fromName: string; readonly toName: string; readonly reason: string },
): ReceiptDocument {
  const { body } = entry;
  const { words } = context.language;
  const number = body.handOverId.slice(-8);
  const said = [people.reason, body.differenceNote ?? ""].filter((part) => part !== "");
  const blocks: ReceiptBlock[] = [
    ...head(context, { title: "cash-movement", number, atMs: entry.at }),
    text(words["hand-over"], { bold: true }),
    pair(words.from, people.fromName),
    pair(words.to, people.toName),
    RULE,
    ...body.tenders.flatMap((tender) => tenderCountBlocks(tender, tender.currency, context)),
    ...said.map((part) => text(part)),
    { kind: "space", lines: 3 },
    RULE,
    text(people.fromName),
    { kind: "space", lines: 3 },
    RULE,
    text(people.toName),
    ...foot({ ...context, signedCode: undefined }),
  ];
  return documentOf(context, { kind: "cash-movement", number, blocks });
}

/** The slip that goes with a bag to the bank: its number, and what lies in it piece by piece. */
export function receiptOfBag(entry: Entry<"bag.packed">, context: ReceiptContext): ReceiptDocument {
  const { body } = entry;
  const { words } = context.language;
  const amount = (minor: number) => amountText(minor, body.currency, context.language);
  const pieces = Object.entries(body.counted)
    .filter(([, count]) => count > 0)
    .sort(([left], [right]) => Number(right) - Number(left));
  const number = body.bagId.slice(-8);
  const blocks: ReceiptBlock[] = [
    ...head(context, { title: "cash-movement", number, atMs: entry.at }),
    pair(words.bank, `# ${body.number}`, { bold: true }),
    ...pieces.map(([value, count]) =>
      pair(`${count} x ${amount(Number(value))}`, amount(Number(value) * count)),
    ),
    RULE,
    pair(words.total, `${body.currency} ${amount(body.amountMinor)}`, { bold: true }),
    ...(body.note === undefined ? [] : [text(body.note)]),
    { kind: "space", lines: 3 },
    RULE,
    text(context.cashierName),
    ...foot({ ...context, signedCode: undefined }),
  ];
  return documentOf(context, { kind: "cash-movement", number, blocks });
}

/** A slip for cash put in or taken out. */
export function receiptOfCashMovement(
  entry: Entry<"cash.moved">,
  context: ReceiptContext,
  reason: string,
): ReceiptDocument {
  const { body } = entry;
  const { words } = context.language;
  const number = body.movementId.slice(-8);
  const amount = amountText(body.amountMinor, body.currency, context.language);
  const blocks: ReceiptBlock[] = [
    ...head(context, { title: "cash-movement", number, atMs: entry.at }),
    pair(words[body.kind], `${body.currency} ${amount}`, { bold: true }),
    text(reason),
    ...(body.note === undefined ? [] : [text(body.note)]),
    ...(body.bag === undefined ? [] : [text(`# ${body.bag}`)]),
    { kind: "space", lines: 3 },
    RULE,
    text(context.cashierName),
    ...foot({ ...context, signedCode: undefined }),
  ];
  return documentOf(context, { kind: "cash-movement", number, blocks, opensDrawer: true });
}

function totalBlocks(
  figures: {
    readonly currency: string;
    readonly totals: ShiftClosed["totals"];
    readonly taxes: ShiftClosed["taxes"];
    readonly donatedMinor?: number | undefined;
  },
  context: ReceiptContext,
): ReceiptBlock[] {
  const { words } = context.language;
  const { totals, donatedMinor = 0 } = figures;
  const amounts: readonly (readonly [ReceiptWord, number])[] = [
    ["gross-sales", totals.grossMinor],
    ["discount", -totals.discountMinor],
    ["refunds", -totals.refundMinor],
    ["tax", totals.taxMinor],
    ["net-sales", totals.netSalesMinor],
    ["rounding", totals.roundingMinor],
  ];
  return [
    pair(words.sales, String(totals.saleCount)),
    pair(words.returns, String(totals.returnCount)),
    ...amounts.map(([word, minor]) => pair(words[word], amountOf(minor, figures, context))),
    ...(donatedMinor === 0
      ? []
      : [pair(words.donations, amountOf(donatedMinor, figures, context))]),
    RULE,
    ...figures.taxes.flatMap((tax) => [
      pair(tax.name, amountOf(tax.taxMinor, figures, context)),
      pair(`  ${words.net}`, amountOf(tax.baseMinor, figures, context)),
    ]),
    RULE,
  ];
}

/** What one tender should have been, was, and by how much they differ. */
function tenderCountBlocks(
  tender: ShiftClosed["tenders"][number],
  currency: string,
  context: ReceiptContext,
): ReceiptBlock[] {
  const { words } = context.language;
  const amount = (minor: number) => amountOf(minor, { currency }, context);
  return [
    text(tenderName(tender, context), { bold: true }),
    pair(`  ${words.expected}`, amount(tender.expectedMinor)),
    pair(`  ${words.counted}`, amount(tender.countedMinor)),
    pair(`  ${words.difference}`, amount(tender.differenceMinor)),
  ];
}

/** Own cash at each hand-over within the shift. */
function handOverBlocks(
  handOvers: NonNullable<ShiftClosed["handOvers"]>,
  figures: { readonly currency: string },
  context: ReceiptContext,
): ReceiptBlock[] {
  const { words } = context.language;
  const blocks = handOvers.flatMap(({ countedMinor, differenceMinor }) => [
    pair(words["hand-over"], amountOf(countedMinor, figures, context)),
    pair(`  ${words.difference}`, amountOf(differenceMinor, figures, context)),
  ]);
  return blocks.length === 0 ? [] : [RULE, ...blocks];
}

function movementBlocks(figures: ShiftFigures, context: ReceiptContext): ReceiptBlock[] {
  const { words } = context.language;
  const blocks: ReceiptBlock[] = figures.movements.map(({ body }) =>
    pair(movementWord(body, figures, context), amountOf(body.amountMinor, body, context)),
  );
  if (figures.noSales.length > 0) {
    blocks.push(pair(words["no-sales"], String(figures.noSales.length)));
  }
  return blocks.length === 0 ? [] : [RULE, ...blocks];
}

/** Which movement it was, with the currency where it is not the shift's. */
function movementWord(
  body: CashMoved,
  figures: ShiftFigures,
  { language }: ReceiptContext,
): string {
  const word = language.words[body.kind];
  return body.currency === figures.currency ? word : `${word} ${body.currency}`;
}

function amountOf(
  amountMinor: number,
  figures: { readonly currency: string },
  context: ReceiptContext,
): string {
  return amountText(amountMinor, figures.currency, context.language);
}

function tenderName(
  tender: { readonly key: string; readonly name: string; readonly kind: string },
  { language }: ReceiptContext,
): string {
  const name = tender.name === "" ? tender.kind : tender.name;
  return isStoredKey(tender.key) ? `${name} (${language.words["card-stored"]})` : name;
}
