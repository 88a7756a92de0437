/**
 * What a screen reader says of itself when a page changes under the fingers: one region of the page that is
 * always there, because one that comes together with its words is not read. Refusals are alerts of their own.
 */
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const SpokenContext = createContext<(text: string) => void>(() => undefined);

/** The page and, unseen, what was said last. */
export function SpokenPage({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  return (
    <SpokenContext value={setText}>
      {children}
      <div role="status" className="visually-hidden" data-testid="spoken">
        {text}
      </div>
    </SpokenContext>
  );
}

/** Says `text` when it is new; nothing while it is undefined. */
export function useSpoken(text: string | undefined): void {
  const speak = useContext(SpokenContext);
  useEffect(() => {
    if (text !== undefined) speak(text);
  }, [speak, text]);
}
