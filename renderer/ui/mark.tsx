/** A small mark that says a state in words, with a sign and a colour that pass contrast in light and dark. */
import { useSayCode } from "../i18n/locales.ts";

type Tone = "done" | "waiting" | "plain";
const SIGNS: Readonly<Record<Tone, string>> = { done: "✓", waiting: "◐", plain: "" };

export function Mark({ tone, text }: { tone: Tone; text: string }) {
  return (
    <span className={`mark mark-${tone}`}>
      {SIGNS[tone] !== "" && <span aria-hidden="true">{SIGNS[tone]} </span>}
      {text}
    </span>
  );
}

/** Saved here, sent, confirmed, or to be looked at. */
export function SavedMark({ state }: { state: string }) {
  const sayCode = useSayCode();
  return (
    <Mark
      tone={state === "confirmed" ? "done" : "waiting"}
      text={sayCode("saved", state) ?? state}
    />
  );
}
