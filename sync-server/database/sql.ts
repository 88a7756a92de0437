/**
 * Statements as text with a place for each value, put together from pieces. A value given to the tag is
 * always a parameter, never text; what a dialect calls its parameters is added when it is run. Made
 * anew for each call, so that making one must cost next to nothing.
 */
import type { SqlValue } from "./contract.ts";

/** A statement or a piece of one: between two texts stands one value. */
export class Sql {
  readonly texts: readonly string[];
  readonly values: readonly SqlValue[];

  constructor(texts: readonly string[], values: readonly SqlValue[]) {
    this.texts = texts;
    this.values = values;
  }

  /** The text with a parameter's name at each place, the first is 1. */
  text(nameOf: (place: number) => string): string {
    let text = this.texts[0] ?? "";
    for (let place = 1; place < this.texts.length; place += 1) {
      text += nameOf(place) + (this.texts[place] ?? "");
    }
    return text;
  }
}

/**
 * A statement with values and other pieces in it.
 * @example sql`SELECT name FROM register WHERE id = ${id} ${lock}`
 */
export function sql(texts: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  const [first = ""] = texts;
  const whole = [first];
  const values: SqlValue[] = [];
  for (const [index, part] of parts.entries()) {
    const after = texts[index + 1] ?? "";
    if (part instanceof Sql) append(whole, values, part);
    else {
      values.push(part);
      whole.push("");
    }
    whole[whole.length - 1] += after;
  }
  return new Sql(whole, values);
}

/** Text as it is: names and words of our own code, never anything that came from outside. */
sql.raw = (text: string): Sql => new Sql([text], []);

/** Pieces one after the other with a text between them. */
sql.join = (pieces: readonly Sql[], between = ", "): Sql => {
  const whole = [""];
  const values: SqlValue[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) whole[whole.length - 1] += between;
    append(whole, values, piece);
  }
  return new Sql(whole, values);
};

/** A name of a column or table, such as `r.id`, in quotes. */
sql.ref = (name: string): Sql =>
  sql.raw(
    name
      .split(".")
      .map((part) => `"${part.replaceAll('"', '""')}"`)
      .join("."),
  );

function append(whole: string[], values: SqlValue[], piece: Sql): void {
  const [first = "", ...rest] = piece.texts;
  whole[whole.length - 1] += first;
  whole.push(...rest);
  values.push(...piece.values);
}
