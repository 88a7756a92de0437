/**
 * Which parts of an entry's body are personal, and how they are sealed under the client's key before
 * the entry's hash is made and opened before it is folded (DESIGN 4). Where keys are kept and who may
 * destroy them is the journal's and the server's business. Pure: nonces are arguments.
 */
import { base64urlDecode, base64urlEncode, utf8Decode, utf8Encode } from "../base/bytes.ts";
import type { Sealer } from "../base/crypto.ts";
import { PERSONAL_FIELDS } from "./client.ts";
import type { AnyEntry } from "./entry.ts";

type Body = AnyEntry["body"];

/** What stands in a body in the place of its personal parts. */
export interface Sealed {
  readonly clientId: string;
  readonly keyId: string;
  /** base64url, as are the cipher text and its tag in `text`. */
  readonly nonce: string;
  readonly text: string;
}

/** One key of a client. A client may have several: each till makes its own when it first needs one. */
export interface ClientKey {
  readonly keyId: string;
  readonly key: Uint8Array;
}

/** An entry as far as sealing looks at it. */
export type Sealable = Pick<AnyEntry, "id" | "kind" | "body">;

/** The client whose personal data a body holds in plain, if it holds any. */
export function personalClientOf({ kind, body }: Sealable): string | undefined {
  const split = splitBody(kind, body);
  return split === undefined ? undefined : split.clientId;
}

/** The body with its personal parts sealed; the same body when it has none. */
export function sealBody(
  entry: Sealable,
  key: ClientKey,
  by: { readonly sealer: Sealer; readonly nonce: Uint8Array },
): Body {
  const split = splitBody(entry.kind, entry.body);
  if (split === undefined) return entry.body;
  const text = by.sealer.seal({
    plain: utf8Encode(JSON.stringify(split.secret)),
    key: key.key,
    nonce: by.nonce,
    associated: boundTo(entry, split.clientId),
  });
  const sealed: Sealed = {
    clientId: split.clientId,
    keyId: key.keyId,
    nonce: base64urlEncode(by.nonce),
    text: base64urlEncode(text),
  };
  return { ...split.open, sealed };
}

/** What a body says of its sealed parts; nothing when it has none. */
export function sealedOf(body: Body): Sealed | undefined {
  const sealed = body.sealed as Partial<Sealed> | undefined;
  if (typeof sealed !== "object" || sealed === null) return undefined;
  const { clientId, keyId, nonce, text } = sealed;
  const whole = [clientId, keyId, nonce, text].every((each) => typeof each === "string");
  return whole ? (sealed as Sealed) : undefined;
}

/** The body in plain; nothing when the key is not the one, or the entry was put together from others. */
export function openBody(entry: Sealable, key: Uint8Array, sealer: Sealer): Body | undefined {
  const sealed = sealedOf(entry.body);
  if (sealed === undefined) return entry.body;
  const nonce = base64urlDecode(sealed.nonce);
  const text = base64urlDecode(sealed.text);
  if (nonce === undefined || text === undefined) return undefined;
  const associated = boundTo(entry, sealed.clientId);
  const opened = sealer.open({ sealed: text, key, nonce, associated });
  if (!opened.ok) return undefined;
  const secret = parsed(utf8Decode(opened.value));
  const { sealed: _, ...open } = entry.body;
  return secret === undefined ? undefined : joinBody(open, secret);
}

/** A sealed part belongs to one entry, one kind and one client, and opens in no other place. */
function boundTo({ id, kind }: Sealable, clientId: string): Uint8Array {
  return utf8Encode(`${id}\n${kind}\n${clientId}`);
}

interface Split {
  readonly clientId: string;
  readonly open: Body;
  readonly secret: Body;
}

const PERSONAL: ReadonlySet<string> = new Set(PERSONAL_FIELDS);

function splitBody(kind: string, body: Body): Split | undefined {
  const { clientId } = body;
  if (typeof clientId !== "string") return undefined;
  switch (kind) {
    case "client.created":
      return splitPart(clientId, body, "fields");
    case "client.changed":
      return splitPart(clientId, body, "set");
    case "contact.added":
      return takeOut(clientId, body, "text");
    case "receipt.mailed":
      return takeOut(clientId, body, "mail");
    case "order.promised":
      return takeOut(clientId, body, "address");
    default:
      return undefined;
  }
}

function takeOut(clientId: string, body: Body, name: string): Split | undefined {
  const { [name]: secret, ...open } = body;
  return secret === undefined ? undefined : { clientId, open, secret: { [name]: secret } };
}

function splitPart(clientId: string, body: Body, name: string): Split | undefined {
  const part = body[name];
  if (!isObject(part)) return undefined;
  const fields = Object.entries(part);
  const secret = fields.filter(([field]) => PERSONAL.has(field));
  if (secret.length === 0) return undefined;
  const open = Object.fromEntries(fields.filter(([field]) => !PERSONAL.has(field)));
  return {
    clientId,
    open: { ...body, [name]: open },
    secret: { [name]: Object.fromEntries(secret) },
  };
}

function joinBody(open: Body, secret: Body): Body {
  const joined: Record<string, unknown> = { ...open };
  for (const [name, value] of Object.entries(secret)) {
    const part = joined[name];
    joined[name] = isObject(part) && isObject(value) ? { ...part, ...value } : value;
  }
  return joined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string | undefined): Body | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
