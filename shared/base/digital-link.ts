/**
 * GS1 Digital Link: identifiers in the form of a web address (GS1 Digital Link URI Syntax). Nothing
 * is fetched and no address is trusted: the address is only a way to write the identifiers.
 *
 *   https://example.com/any/stem/01/09520123456788/10/ABC?17=271231
 *                                ^ key              ^ qualifier ^ attribute
 */
import { identifierOf, linkQualifiers } from "./gs1-identifiers.ts";
import { type Gs1Element, type Gs1ValueRefusal, refusalOfValue } from "./gs1-value.ts";
import { isDigits } from "./gtin.ts";
import { done, type Result, refuse } from "./result.ts";

export type LinkRefusal =
  | "link-too-long"
  | "link-character"
  | "link-scheme"
  | "link-domain"
  | "link-no-key"
  | "link-qualifier"
  | "link-attribute"
  | "link-repeated"
  | "link-unknown-identifier"
  | Gs1ValueRefusal;

const LINK_MAX = 8_000;
const SCHEMES = ["https://", "http://", "HTTPS://", "HTTP://"] as const;
/** RFC 3986 section 2: unreserved, reserved and the percent sign. */
const ADDRESS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;
/** A name or IPv4 address, or an IPv6 address in brackets (without a zone), and a port. */
const DOMAIN = /^(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/;
/** Lengths of a trade item number that are padded to fourteen. */
const PADDED_LENGTHS: readonly number[] = [8, 12, 13];

/** Whether a text sets out to be a web address, so that a scanner's text is read as one. */
export function looksLikeLink(text: string): boolean {
  return SCHEMES.some((scheme) => text.startsWith(scheme));
}

/**
 * The elements of a web address: key, qualifiers, attributes in the order written. Of several keys
 * in the path the last one counts; GTIN-8, -12 and -13 are padded. Parameters whose name is not all
 * digits and the fragment are ignored.
 * Refuses `link-too-long`, `link-scheme`, `link-character` (not one of an address's, or a NUL),
 * `link-domain` (none, a user's name, or an IPv6 zone), `link-no-key`,
 * `link-qualifier` (not one of the key's, or out of order), `link-attribute` (its place is the path),
 * `link-repeated`, `link-unknown-identifier` and what `refusalOfValue` refuses.
 */
export function readDigitalLink(input: string, today: string): Result<Gs1Element[], LinkRefusal> {
  if (input.length > LINK_MAX) return refuse("link-too-long", { max: LINK_MAX });
  const scheme = SCHEMES.find((one) => input.startsWith(one));
  if (scheme === undefined) return refuse("link-scheme");
  if (!ADDRESS.test(input) || input.includes("%00")) return refuse("link-character");
  const address = before(input.slice(scheme.length), "#");
  const located = before(address, "?");
  const domain = before(located, "/");
  if (!DOMAIN.test(domain)) return refuse("link-domain");

  const path = readPath(located.slice(domain.length + 1).split("/"));
  if (!path.ok) return path;
  const query = readQuery(address.slice(located.length + 1), path.value);
  if (!query.ok) return query;
  return validated([...path.value, ...query.value], today);
}

/** Key and qualifiers: pairs up to the path's end, beginning at the last pair that is a key. */
function readPath(parts: readonly string[]): Result<Gs1Element[], LinkRefusal> {
  let from = parts.length - 2;
  while (from >= 0 && linkQualifiers(parts[from] ?? "") === undefined) from -= 2;
  if (from < 0) return refuse("link-no-key");
  const elements: Gs1Element[] = [];
  for (let at = from; at < parts.length; at += 2) {
    const ai = parts[at] ?? "";
    elements.push({ ai, value: padded(ai, decoded(parts[at + 1] ?? "", false)) });
  }
  const [key, ...qualifiers] = elements.map((element) => element.ai);
  return isPathOrder(key ?? "", qualifiers) ? done(elements) : refuse("link-qualifier");
}

/** Attributes: parameters parted by `&` or `;` whose name is all digits. */
function readQuery(query: string, path: readonly Gs1Element[]): Result<Gs1Element[], LinkRefusal> {
  const [key = "", ...qualifiers] = path.map((element) => element.ai);
  const elements: Gs1Element[] = [];
  for (const parameter of query.split(/[&;]/)) {
    const ai = before(parameter, "=");
    if (!isDigits(ai)) continue;
    const identifier = identifierOf(ai);
    if (identifier === undefined) return refuse("link-unknown-identifier", { ai });
    if (!identifier.linkAttribute || belongsInPath(key, qualifiers, ai)) {
      return refuse("link-attribute", { ai });
    }
    elements.push({ ai, value: padded(ai, decoded(parameter.slice(ai.length + 1), true)) });
  }
  return done(elements);
}

function validated(elements: Gs1Element[], today: string): Result<Gs1Element[], LinkRefusal> {
  const seen = new Set<string>();
  for (const { ai, value } of elements) {
    if (seen.has(ai)) return refuse("link-repeated", { ai });
    seen.add(ai);
    const identifier = identifierOf(ai);
    if (identifier === undefined) return refuse("link-unknown-identifier", { ai });
    const refusal = refusalOfValue(identifier, value, today);
    if (refusal !== undefined) return refuse(refusal.code, { ai });
  }
  return done(elements);
}

/** Whether the qualifiers are some of one of the key's choices, in its order. */
function isPathOrder(key: string, qualifiers: readonly string[]): boolean {
  return (linkQualifiers(key) ?? []).some((choice) => {
    let at = -1;
    return qualifiers.every((ai) => {
      const next = choice.indexOf(ai, at + 1);
      at = next;
      return next >= 0;
    });
  });
}

/** Whether the path as it stands had a place for the identifier. */
function belongsInPath(key: string, qualifiers: readonly string[], ai: string): boolean {
  if (qualifiers.includes(ai)) return false;
  for (let at = 0; at <= qualifiers.length; at += 1) {
    if (isPathOrder(key, [...qualifiers.slice(0, at), ai, ...qualifiers.slice(at)])) return true;
  }
  return false;
}

/** A trade item number in its fourteen digits; any other value as it is. */
function padded(ai: string, value: string): string {
  const short = ai === "01" && isDigits(value) && PADDED_LENGTHS.includes(value.length);
  return short ? value.padStart(14, "0") : value;
}

/** Percent-decoded, sign by sign: a lone percent sign stays one, as browsers read it. */
function decoded(text: string, inQuery: boolean): string {
  const spaced = inQuery ? text.replaceAll("+", " ") : text;
  return spaced.replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The text up to the first sign, or all of it. */
function before(text: string, sign: string): string {
  const at = text.indexOf(sign);
  return at < 0 ? text : text.slice(0, at);
}
