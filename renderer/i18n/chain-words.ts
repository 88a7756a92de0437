/**
 * The chain's own words: customer or client, basket or cart, till or register. Only English knows two
 * words for each of these that a shop chooses between; the other languages say the one that both mean.
 */

/** What a chain may call its clients, baskets and tills; what it leaves open keeps its usual word. */
export interface ChainWords {
  readonly client?: string | undefined;
  readonly basket?: string | undefined;
  readonly till?: string | undefined;
}

const SYNONYMS = {
  client: "customer|client",
  basket: "basket|cart",
  till: "till|register",
} as const;

/** The messages of a locale in the chain's words; what is filled in, such as `{client}`, stays. */
export function inChainWords<Messages extends Readonly<Record<string, string>>>(
  messages: Messages,
  locale: string,
  words: ChainWords,
): Messages {
  const chosen = Object.entries(SYNONYMS).flatMap(([key, synonyms]) => {
    const word = words[key as keyof typeof SYNONYMS]?.trim().toLowerCase();
    return word ? [{ word, pattern: new RegExp(`(?<![{\\w])(${synonyms})(s?)(?!\\w)`, "gi") }] : [];
  });
  if (chosen.length === 0 || !locale.startsWith("en")) return messages;
  const said = Object.entries(messages).map(([id, message]) => [
    id,
    chosen.reduce((text, { word, pattern }) => replaced(text, pattern, word), message),
  ]);
  return Object.fromEntries(said) as Messages;
}

function replaced(text: string, pattern: RegExp, word: string): string {
  return text.replace(pattern, (_, found: string, plural: string) => {
    const isCapital = found[0] !== found[0]?.toLowerCase();
    return (isCapital ? word[0]?.toUpperCase() + word.slice(1) : word) + plural;
  });
}
