/** What was printed and what waits, for the screen; and how the printer is. */
import type { PaperView } from "#shared/till-api/views/paper.ts";
import type { Counter } from "../counter.ts";

/** The paper as it is now, newest first. */
export function readPaper({ queue }: Counter): PaperView {
  const printer = queue.printer();
  return {
    documents: queue
      .jobs()
      .map(({ id, at, title, state, document }) => ({
        id,
        at,
        title,
        state: state === "printed" ? ("printed" as const) : ("waiting" as const),
        document,
      }))
      .reverse(),
    printer: { name: printer?.name ?? "", state: printer?.state() ?? "none" },
  };
}
