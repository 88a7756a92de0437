// An approver's phone in a test: its own key, paired over HTTP like a real one, and codes made of what
// it was told. It shares nothing with the till but what a person would carry over.
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import { hexEncode, utf8Encode } from "#shared/base/bytes.ts";
import { nobleCrypto } from "#shared/base/crypto-noble.ts";
import { createPrng } from "#shared/base/prng.ts";
import { approvalCode, type CodeAbout } from "#shared/engine/approval-code.ts";
import { phoneNewsText } from "#shared/hq-api/approvals.ts";
import type { hqContract } from "#shared/hq-api/contract.ts";

export interface TestPhone {
  readonly publicKey: string;
  /** Takes up the pairing in a till's address. */
  readonly pair: (serverUrl: string, address: string) => ReturnType<Hq["pairPhone"]>;
  readonly news: (serverUrl: string, staffId: string, atMs: number) => ReturnType<Hq["phoneNews"]>;
  /** The code for what it was told, at the register with this key. */
  readonly code: (about: CodeAbout, registerKey: string) => string;
}

type Hq = ContractRouterClient<typeof hqContract>;

/** A phone whose key comes from `seed`. */
export function aPhone(seed: string): TestPhone {
  const secretKey = createPrng(seed).bytes(32);
  const publicKey = hexEncode(nobleCrypto.publicKeyOf(secretKey));
  return {
    publicKey,
    pair: (serverUrl, address) => {
      const said = new URLSearchParams(new URL(address).hash.slice(1));
      const [staffId, code] = [said.get("staff") ?? "", said.get("pair") ?? ""];
      return hqOf(serverUrl).pairPhone({ staffId, code, publicKey });
    },
    news: (serverUrl, staffId, atMs) => {
      const signed = nobleCrypto.sign(utf8Encode(phoneNewsText(staffId, atMs)), secretKey);
      return hqOf(serverUrl).phoneNews({ staffId, atMs, signature: hexEncode(signed) });
    },
    code: (about, registerKey) => {
      const made = approvalCode(nobleCrypto, { secretKey, publicKey: registerKey }, about);
      if (made === undefined) throw new Error("The register's key is no key.");
      return made;
    },
  };
}

function hqOf(serverUrl: string): Hq {
  return createORPCClient(new RPCLink({ url: `${serverUrl}/hq/api` }));
}
