/**
 * Words that tell somebody what to press: `[F12]` in a message is a key, `[[Pay]]` a control by the name it
 * has on the screen. Help and coach are written so, and a test presses what they say.
 */
import { Fragment } from "react";

const MARK = /\[\[(.+?)\]\]|\[(.+?)\]/g;

/** A control's name, for a gap of a message that `Told` shows. */
export function asControl(name: string): string {
  return `[[${name}]]`;
}

export function Told({ text }: { text: string }) {
  return partsOf(text).map(({ at, kind, words }) => {
    if (kind === "key")
      return (
        <kbd key={at} className="key-hint key-only">
          {words}
        </kbd>
      );
    if (kind === "control")
      return (
        <strong key={at} data-control={words}>
          {words}
        </strong>
      );
    return <Fragment key={at}>{words}</Fragment>;
  });
}

interface Part {
  readonly at: number;
  readonly kind: "words" | "key" | "control";
  readonly words: string;
}

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const found of text.matchAll(MARK)) {
    if (found.index > at) parts.push({ at, kind: "words", words: text.slice(at, found.index) });
    const [whole, control, key] = found;
    const kind = control === undefined ? "key" : "control";
    parts.push({ at: found.index, kind, words: control ?? key ?? "" });
    at = found.index + whole.length;
  }
  if (at < text.length) parts.push({ at, kind: "words", words: text.slice(at) });
  return parts;
}
