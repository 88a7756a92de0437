/**
 * Refusals in words: what happened and what to press, for every code of the closed registry. British
 * English is the registry itself; a further language is a table of one line a code in its own folder:
 * `code | what happened | what to press`.
 */
import { REFUSAL_AREAS } from "#shared/records/refusals/index.ts";

/** The messages `refusal.<code>` and `refusal.act.<code>` of a table. Refuses a line that is no line. */
export function refusalMessages(table: string): Readonly<Record<string, string>> {
  const lines = table.split("\n").filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [code, happened, act, ...more] = line.split("|").map((part) => part.trim());
      if (!code || !happened || !act || more.length > 0)
        throw new Error(`This line of refusals is not "code | happened | act": ${line}`);
      return messagesOf(code, happened, act);
    }),
  );
}

/** The same of the registry's own English. */
export function registryMessages(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(REFUSAL_AREAS)
      .flatMap((area) => Object.entries<{ happened: string; act: string }>(area))
      .flatMap(([code, { happened, act }]) => messagesOf(code, happened, act)),
  );
}

function messagesOf(code: string, happened: string, act: string): [string, string][] {
  return [
    [`refusal.${code}`, happened],
    [`refusal.act.${code}`, act],
  ];
}
