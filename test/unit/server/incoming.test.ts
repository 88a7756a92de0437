// A pushed entry as it is read: what its hash is taken of, and the text that is kept of it.
import { describe, expect, test } from "vitest";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { readIncoming } from "#server/entries/incoming.ts";
import { canonicalJson } from "#shared/base/canonical.ts";
import type { AnyEntry } from "#shared/records/entry.ts";
import { aSale } from "#test/builders/sale.ts";

/** The entry with the hash of its canonical text, its members in the order given. */
function sealed(entry: AnyEntry, order: "canonical" | "as made" | "hash first"): AnyEntry {
  const { hash: _, ...rest } = entry;
  const text = canonicalJson(rest);
  const hash = nodeCrypto.sha256(entry.previousHash + text);
  const members = order === "as made" ? rest : JSON.parse(text);
  return order === "hash first" ? { hash, ...members } : { ...members, hash };
}

function read(value: unknown) {
  const incoming = readIncoming(value, nodeCrypto, (entry) => ({ body: entry.body }));
  if (!incoming.ok) throw new Error(incoming.refusal.position);
  return incoming.value;
}

describe("P6: an entry as it came", () => {
  test.each(["canonical", "as made", "hash first"] as const)("members %s", (order) => {
    const came = sealed(aSale(), order);
    const incoming = read(came);
    expect(incoming.body).toBe(JSON.stringify(came));
    expect(incoming.bytes).toBe(Buffer.byteLength(JSON.stringify(came)));
    expect(incoming.sealed).toBe(true);
    expect(incoming.entry).toEqual(came);
    expect(incoming.kind).toBe("sale.completed");
  });

  test.each(["canonical", "as made", "hash first"] as const)(
    "one figure altered, members %s: kept, and not what its hash says",
    (order) => {
      const came = sealed(aSale(), order);
      const altered = { ...came, at: came.at + 1 };
      const incoming = read(altered);
      expect(incoming.sealed).toBe(false);
      expect(incoming.body).toBe(JSON.stringify(altered));
    },
  );

  test("sealed over a text that is not canonical: not sealed, whatever its hash", () => {
    const { hash: _, ...rest } = sealed(aSale(), "canonical");
    const turned = Object.fromEntries(Object.entries(rest).reverse());
    const hash = nodeCrypto.sha256(`${rest.previousHash}${JSON.stringify(turned)}`);
    expect(read({ ...turned, hash }).sealed).toBe(false);
  });

  test("a body that its kind does not allow: kept, and not read", () => {
    const came = sealed({ ...aSale(), body: { saleId: "s" } }, "canonical");
    expect(read(came)).toMatchObject({ sealed: true, entry: undefined, kind: "sale.completed" });
  });

  test("a fraction: kept, not sealed and not read", () => {
    const came = { ...sealed(aSale(), "canonical"), more: 0.5 };
    expect(read(came)).toMatchObject({ sealed: false, entry: undefined });
  });

  test("no place in a chain: refused by name", () => {
    const came = { ...aSale(), sequence: 0 };
    const refused = readIncoming(came, nodeCrypto, () => "no-key");
    expect(refused).toMatchObject({ ok: false, refusal: { position: "sequence" } });
  });
});
