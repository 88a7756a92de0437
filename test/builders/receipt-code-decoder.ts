/**
 * A second reader of receipt codes, written from docs/engine/receipt-code.md alone and without any
 * of the engine's code, so that the document and the engine cannot drift apart. Checks no signature.
 */

const KINDS = "cash card-external card-terminal gift-card credit points account deposit other";
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-._/";

/** What the code says, in the engine's names. Throws on anything the document does not describe. */
export function decodeByTheDocument(text: string): unknown {
  const version = Number(/^KSR([12]):/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(version)) throw new Error("prefix");
  const all = Buffer.from(text.slice("KSR1:".length), "base64url");
  const data = all.subarray(0, all.length - 64);
  let at = 0;
  const byte = (): number => data.readUInt8(at++);
  const count = (): number => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const next = byte();
      value |= BigInt(next % 128) << shift;
      if (next < 128) return Number(value);
    }
  };
  const amount = (): number => {
    const value = count();
    return value % 2 === 1 ? -((value + 1) / 2) : value / 2;
  };
  const string = (): string => {
    const head = count();
    const size = Math.floor(head / 4);
    if (head % 4 === 0) {
      at += size;
      return data.toString("utf8", at - size, at);
    }
    if (head % 4 === 1) return String(count()).padStart(size, "0");
    if (head % 4 === 2) {
      at += 16;
      const hex = data.toString("hex", at - 16, at);
      const cuts = [0, 8, 12, 16, 20, 32];
      return cuts
        .slice(1)
        .map((end, index) => hex.slice(cuts[index], end))
        .join("-");
    }
    let signs = "";
    while (signs.length < size) {
      const value = data.readUInt16BE(at);
      at += 2;
      signs += [Math.floor(value / 1600), Math.floor(value / 40) % 40, value % 40]
        .map((place) => SIGNS.charAt(place))
        .join("");
    }
    return signs.slice(0, size);
  };
  const list = <Item>(read: () => Item): Item[] => Array.from({ length: count() }, read);

  if (byte() !== version) throw new Error("version");
  const complete = byte() === 0;
  const head = {
    saleId: string(),
    registerId: string(),
    receiptNumber: string(),
    soldAtMs: count(),
    currency: string(),
    totalMinor: amount(),
    taxRules: list(() => ({
      id: string(),
      rate: string(),
      included: byte() === 1,
      taxMinor: amount(),
    })),
    tenders: list(() => ({ kind: KINDS.split(" ")[count()], amountMinor: amount() })),
  };
  const line = () => {
    const bits = byte();
    const reference = string();
    const quantity = amount();
    const totalMinor = amount();
    const few = Math.floor(bits / 4) % 4;
    const many = few === 3 ? count() : few;
    const taxes = Array.from({ length: many }, () => {
      const rule = many === 1 ? Math.floor(bits / 16) : count();
      return { rule, taxMinor: amount() };
    });
    const kind = Math.floor(bits / 2) % 2 === 1 ? "fee" : "goods";
    return {
      kind,
      reference,
      quantityMilli: quantity * (bits % 2 === 1 ? 1000 : 1),
      totalMinor,
      taxes,
    };
  };
  const points = { clientId: "", earned: 0, earningMinor: 0 };
  if (version === 2) {
    points.clientId = string();
    points.earned = count();
    points.earningMinor = amount();
  }
  const lines = complete ? list(line) : [];
  if (at !== data.length) throw new Error("left over");
  return { ...head, ...(version === 2 ? { points } : {}), complete, lines };
}
