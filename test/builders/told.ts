/** What functions answer, told in one line each and kept as a page of text that a person has read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Question = readonly [what: string, answer: () => unknown];

/** Every question with its answer: a value as JSON, a refusal as `refused code at position args`. */
export function told(questions: readonly Question[]): readonly string[] {
  return questions.map(([what, answer]) => `${what}: ${textOf(answer())}`);
}

/** The kept page of that name, line by line. */
export function page(name: string): readonly string[] {
  const file = join(import.meta.dirname, "..", "fixtures", "books", `${name}.txt`);
  return readFileSync(file, "utf8").trimEnd().split("\n");
}

function textOf(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "ok" in answer) {
    if (answer.ok === true) return textOf((answer as unknown as { value: unknown }).value);
    const { code, args, position } = (answer as unknown as { refusal: Refused }).refusal;
    const where = position === undefined ? "" : ` at ${position}`;
    return `refused ${code}${where}${args === undefined ? "" : ` ${JSON.stringify(args)}`}`;
  }
  return answer === undefined ? "nothing" : JSON.stringify(answer);
}

interface Refused {
  readonly code: string;
  readonly args?: object;
  readonly position?: string;
}
