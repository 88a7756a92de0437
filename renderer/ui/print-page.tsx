/**
 * A page that exists only on paper: it lies beside the screen, is not seen there, and is all that is
 * printed. Printing itself is the browser's: whoever presses the button has chosen that printer.
 */
import { type ReactNode, useEffect, useRef } from "react";
import { createPortal } from "react-dom";

interface PrintPageProps {
  readonly children: ReactNode;
  /** The browser is done with it, whether or not paper came out. */
  readonly onClosed: () => void;
}

/** Prints its children once, as soon as they are drawn. */
export function PrintPage({ children, onClosed }: PrintPageProps) {
  const closed = useRef(onClosed);
  closed.current = onClosed;
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      window.print();
      closed.current();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return createPortal(<div className="print-only">{children}</div>, document.body);
}
