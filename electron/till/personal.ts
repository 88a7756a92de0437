/**
 * Personal data in this till's own entries: sealed under the client's key at append, opened before it
 * is folded or shown. The keys lie in the journal's file, wrapped by a key that is made from the
 * device's secret. What is personal is `records/seal`.
 */
import { base64urlDecode, base64urlEncode, hexDecode, utf8Encode } from "#shared/base/bytes.ts";
import { type Crypto, NONCE_BYTES, SEAL_KEY_BYTES, type Sealer } from "#shared/base/crypto.ts";
import type { PushKey } from "#shared/protocol/messages.ts";
import type { AnyEntry, EntryDraft } from "#shared/records/entry.ts";
import {
  type ClientKey,
  openBody,
  personalClientOf,
  sealBody,
  sealedOf,
} from "#shared/records/seal.ts";
import type { RandomBytes } from "./host.ts";
import type { ClientKeys } from "./journal/keys.ts";

export interface Personal {
  /** The draft with its personal parts sealed; a client without a key gets one in the same act. */
  readonly seal: (keys: ClientKeys, draft: EntryDraft) => EntryDraft;
  /** The entry in plain; as it is when its key was destroyed, and then nothing may be folded of it. */
  readonly open: (entry: AnyEntry) => AnyEntry;
  /** The keys that the server needs to read these entries. */
  readonly keysOf: (entries: readonly AnyEntry[]) => readonly PushKey[];
  /** Destroys the keys of clients who are erased, once all that was sealed under them is sent. */
  readonly forget: (clientIds: readonly string[]) => void;
}

/** Sealing for one till. `keys` are those of its journal. */
export function openPersonal(options: {
  readonly keys: ClientKeys;
  readonly crypto: Pick<Crypto, "sha256">;
  readonly sealer: Sealer;
  readonly random: RandomBytes;
  readonly secretKey: Uint8Array;
}): Personal {
  const { keys, sealer, random } = options;
  const wrapping = wrappingKey(options);

  function wrap(clientId: string, { keyId, key }: ClientKey): string {
    const nonce = random(NONCE_BYTES);
    const associated = utf8Encode(`${clientId}\n${keyId}`);
    const sealed = sealer.seal({ plain: key, key: wrapping, nonce, associated });
    return [keyId, base64urlEncode(nonce), base64urlEncode(sealed)].join(".");
  }

  function unwrap(clientId: string, wrapped: string | undefined): ClientKey | undefined {
    const [keyId = "", nonceText = "", text = ""] = wrapped?.split(".") ?? [];
    const nonce = base64urlDecode(nonceText);
    const sealed = base64urlDecode(text);
    if (nonce === undefined || sealed === undefined) return undefined;
    const associated = utf8Encode(`${clientId}\n${keyId}`);
    const opened = sealer.open({ sealed, key: wrapping, nonce, associated });
    return opened.ok ? { keyId, key: opened.value } : undefined;
  }

  function keyFor(within: ClientKeys, clientId: string): ClientKey {
    const known = unwrap(clientId, within.get(clientId));
    if (known !== undefined) return known;
    const made = { keyId: base64urlEncode(random(15)), key: random(SEAL_KEY_BYTES) };
    within.put(clientId, wrap(clientId, made));
    return made;
  }

  function keyOf(entry: AnyEntry): ClientKey | undefined {
    const sealed = sealedOf(entry.body);
    if (sealed === undefined) return undefined;
    const key = unwrap(sealed.clientId, keys.get(sealed.clientId));
    return key?.keyId === sealed.keyId ? key : undefined;
  }

  return {
    seal: (within, draft) => {
      const clientId = personalClientOf(draft);
      if (clientId === undefined) return draft;
      const by = { sealer, nonce: random(NONCE_BYTES) };
      return { ...draft, body: sealBody(draft, keyFor(within, clientId), by) } as EntryDraft;
    },
    open: (entry) => {
      const key = keyOf(entry);
      const body = key === undefined ? undefined : openBody(entry, key.key, sealer);
      return body === undefined ? entry : { ...entry, body };
    },
    keysOf: (entries) => {
      const found = new Map<string, PushKey>();
      for (const entry of entries) {
        const key = keyOf(entry);
        const clientId = sealedOf(entry.body)?.clientId;
        if (key === undefined || clientId === undefined) continue;
        found.set(key.keyId, { keyId: key.keyId, clientId, key: base64urlEncode(key.key) });
      }
      return [...found.values()];
    },
    forget: (clientIds) => {
      for (const clientId of clientIds) keys.destroy(clientId);
    },
  };
}

/** Another key than the one that signs, made from it: who has the device's secret has both. */
function wrappingKey(options: {
  readonly crypto: Pick<Crypto, "sha256">;
  readonly secretKey: Uint8Array;
}): Uint8Array {
  const text = `keepshop client keys\n${base64urlEncode(options.secretKey)}`;
  return hexDecode(options.crypto.sha256(text)) ?? new Uint8Array(SEAL_KEY_BYTES);
}
