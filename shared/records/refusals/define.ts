/** What a refusal means to the person who meets it: the safe thing to do, and what is at stake. */
export interface RefusalMeaning {
  /** What happened, in one English sentence (screens translate by code; this is the fallback). */
  readonly happened: string;
  /** What the person can safely do next. */
  readonly act: string;
  /** Whether trying the same again can help: never, at once, or when something else has changed. */
  readonly retry: "never" | "now" | "later" | "after-change";
  /** Whether anything already entered could be lost. */
  readonly dataAtRisk: boolean;
}

/** A closed table of refusals of one area. Areas are joined in `index.ts`; codes are unique. */
export function defineRefusals<const Table extends Readonly<Record<string, RefusalMeaning>>>(
  table: Table,
): Table {
  return table;
}
