// A process of a measurement's own, asked and answering over the process channel: servers and tills
// that are measured share neither memory nor processor time with what measures them.
import { type ChildProcess, fork } from "node:child_process";
import { inRoot } from "../../../scripts/lib/root.ts";

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly failed?: string;
}

interface Question {
  readonly id: number;
  readonly what: string;
  readonly args: unknown;
}

export interface Child {
  readonly pid: number;
  readonly ask: <Value>(what: string, args?: unknown) => Promise<Value>;
  /** Ends it at once; what it measured has been answered. */
  readonly end: () => Promise<void>;
}

/** Starts a script of this folder that calls `answerQuestions`. */
export function startChild(script: string, args: readonly string[] = []): Child {
  const child = fork(inRoot("test", "bench", "support", script), args, {
    execArgv: ["--disable-warning=ExperimentalWarning", "--expose-gc"],
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  child.on("message", (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => {
    for (const [id, answer] of waiting) answer({ id, failed: `${script} ended` });
  });
  return {
    pid: child.pid ?? 0,
    ask: <Value>(what: string, asking: unknown = {}) =>
      new Promise<Value>((resolve, reject) => {
        asked += 1;
        waiting.set(asked, ({ value, failed }) =>
          failed === undefined ? resolve(value as Value) : reject(new Error(failed)),
        );
        child.send({ id: asked, what, args: asking } satisfies Question);
      }),
    end: () => endChild(child, ended),
  };
}

/** The child's side: answers questions by name, one after another or side by side as they come. */
export function answerQuestions(answers: Readonly<Record<string, (args: never) => unknown>>): void {
  process.on("message", async ({ id, what, args }: Question) => {
    try {
      const value = await answers[what]?.(args as never);
      process.send?.({ id, value } satisfies Answer);
    } catch (error) {
      const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ id, failed } satisfies Answer);
    }
  });
  process.once("disconnect", () => process.exit(0));
}

/** Milliseconds on a clock that all processes of this machine share. */
export function sharedNowMs(): number {
  return performance.timeOrigin + performance.now();
}

async function endChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill("SIGKILL");
  await ended;
}
