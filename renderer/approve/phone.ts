/**
 * What an approver's phone holds and does: its own key, what the shop told it, and codes made of them
 * without any connection. Nothing of this is sent but the public key. The page is approve-app.tsx.
 */
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import { z } from "zod";
import {
  base64urlDecode,
  hexDecode,
  hexEncode,
  utf8Decode,
  utf8Encode,
} from "#shared/base/bytes.ts";
import { SECRET_KEY_BYTES } from "#shared/base/crypto.ts";
import { nobleCrypto } from "#shared/base/crypto-noble.ts";
import { approvalCode } from "#shared/engine/approval-code.ts";
import { type PhoneFacts, phoneFacts, phoneNewsText } from "#shared/hq-api/approvals.ts";
import type { hqContract } from "#shared/hq-api/contract.ts";

const KEPT = "approver-phone";

const kept = z.object({ secretKey: z.string().regex(/^[0-9a-f]{64}$/), facts: phoneFacts });
export type Phone = Readonly<z.infer<typeof kept>>;

const told = z.object({
  registerId: z.string().max(80),
  publicKey: z.string().max(64),
  challenge: z.string().regex(/^\d{8}$/),
  act: z.string().max(80),
  amountMinor: z.int().optional(),
  basisPoints: z.int().optional(),
});
/** What a till asks for, scanned or typed in. */
export type Told = Readonly<z.infer<typeof told>>;

/** What the address of the page brings: a pairing, or what a till asks for. */
export type Brought =
  | { readonly kind: "pair"; readonly staffId: string; readonly code: string }
  | { readonly kind: "ask"; readonly told: Told }
  | undefined;

/** Reads what stands behind the `#`; nothing for what is not ours. */
export function broughtBy(hash: string): Brought {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const [code, staffId, ask] = [said.get("pair"), said.get("staff"), said.get("ask")];
  if (code !== null && staffId !== null) return { kind: "pair", staffId, code };
  const bytes = ask === null ? undefined : base64urlDecode(ask);
  const text = bytes === undefined ? undefined : utf8Decode(bytes);
  const read = told.safeParse(parsed(text ?? ""));
  return read.success ? { kind: "ask", told: read.data } : undefined;
}

/** The phone as it is kept in this browser. */
export function readPhone(): Phone | undefined {
  const read = kept.safeParse(parsed(localStorage.getItem(KEPT) ?? ""));
  return read.success ? read.data : undefined;
}

/** Keeps it, and asks the browser not to clear it away when room is short. */
export function keepPhone(phone: Phone): void {
  localStorage.setItem(KEPT, JSON.stringify(phone));
  void navigator.storage?.persist?.().catch(() => false);
}

/** Deletes the key and all that the shop told this phone. */
export function forgetPhone(): void {
  localStorage.removeItem(KEPT);
}

/** Makes a key here and hands its public half to the shop; the answer of the server, or no answer. */
export async function pairWith({ staffId, code }: { staffId: string; code: string }) {
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_KEY_BYTES));
  const publicKey = hexEncode(nobleCrypto.publicKeyOf(secret));
  const answer = await hq().pairPhone({ staffId, code, publicKey });
  if (answer.ok) keepPhone({ secretKey: hexEncode(secret), facts: answer.value });
  return answer;
}

/** Asks under the phone's signature what there is to know now. Rejects without a connection. */
export function askNews({ secretKey, facts }: Phone, atMs: number) {
  const text = utf8Encode(phoneNewsText(facts.staffId, atMs));
  const signature = hexEncode(nobleCrypto.sign(text, hexDecode(secretKey) ?? new Uint8Array()));
  return hq().phoneNews({ staffId: facts.staffId, atMs, signature });
}

/** The code for what a till asks; undefined when its key is no key. */
export function codeFor({ secretKey }: Phone, asked: Told): string | undefined {
  return approvalCode(nobleCrypto, { secretKey, publicKey: asked.publicKey }, asked);
}

/** The acts a person may be asked for, by the names that tills use. */
export function actsOf({ acts }: PhoneFacts): readonly string[] {
  const named = acts.flatMap((act) => {
    if (act === "price") return ["price-change"];
    return act === "return" ? ["return", "refund"] : [act];
  });
  return [...new Set(named)];
}

function hq(): ContractRouterClient<typeof hqContract> {
  return createORPCClient(new RPCLink({ url: `${location.origin}/hq/api` }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
