import { describe, expect, it } from "vitest";
import { nodeSealer } from "#machine/node-crypto.ts";
import {
  openBody,
  personalClientOf,
  type Sealable,
  sealBody,
  sealedOf,
} from "#shared/records/seal.ts";

const key = { keyId: "key-1", key: new Uint8Array(32).fill(7) };
const by = { sealer: nodeSealer, nonce: new Uint8Array(12).fill(3) };
const CLIENT = "client-1";

const cases: readonly Sealable[] = [
  {
    id: "e1",
    kind: "client.created",
    body: { clientId: CLIENT, fields: { name: "Maya Okafor", phone: "0771", sizes: { top: "M" } } },
  },
  {
    id: "e2",
    kind: "client.changed",
    body: { clientId: CLIENT, set: { email: "maya@shop.example" }, cleared: ["phone"] },
  },
  { id: "e3", kind: "contact.added", body: { clientId: CLIENT, text: "Likes Maya blue" } },
  {
    id: "e4",
    kind: "order.promised",
    body: { clientId: CLIENT, orderId: "o1", address: { name: "Maya Okafor", city: "Leeds" } },
  },
];

describe("personal parts of entries", () => {
  it.each(cases)("$kind: nothing personal is left to read, and all of it comes back", (entry) => {
    expect(personalClientOf(entry)).toBe(CLIENT);
    const body = sealBody(entry, key, by);
    expect(JSON.stringify(body)).not.toMatch(/Maya|maya|0771|Leeds/);
    expect(sealedOf(body)).toMatchObject({ clientId: CLIENT, keyId: "key-1" });
    expect(openBody({ ...entry, body }, key.key, nodeSealer)).toEqual(entry.body);
  });

  it("opens with no other key, in no other entry, of no other kind, for no other client", () => {
    const [entry] = cases as [Sealable];
    const body = sealBody(entry, key, by);
    const other = new Uint8Array(32).fill(8);
    expect(openBody({ ...entry, body }, other, nodeSealer)).toBeUndefined();
    expect(openBody({ ...entry, body, id: "e9" }, key.key, nodeSealer)).toBeUndefined();
    const moved = { ...entry, kind: "client.changed", body };
    expect(openBody(moved, key.key, nodeSealer)).toBeUndefined();
    const stolen = { ...body, sealed: { ...sealedOf(body), clientId: "client-2" } };
    expect(openBody({ ...entry, body: stolen }, key.key, nodeSealer)).toBeUndefined();
  });

  it("leaves bodies alone that name no client or hold nothing personal", () => {
    const anonymous = { id: "e", kind: "order.promised", body: { orderId: "o", address: {} } };
    const sizes = { clientId: CLIENT, set: { sizes: { top: "M" } } };
    const plain = { id: "e", kind: "client.changed", body: sizes };
    expect(sealBody(anonymous, key, by)).toBe(anonymous.body);
    expect(sealBody(plain, key, by)).toBe(plain.body);
  });
});
