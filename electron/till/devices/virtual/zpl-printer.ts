/**
 * What a label printer reads from ZPL, written from the printer's side: the fields of each label with
 * their place. It refuses commands it does not know and fields outside the label.
 */

export interface PrintedField {
  readonly kind: "text" | "ean13" | "code128";
  readonly x: number;
  readonly y: number;
  readonly data: string;
}

export interface PrintedLabel {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly copies: number;
  readonly fields: readonly PrintedField[];
}

const IGNORED = new Set(["CI", "LH", "FB", "BY", "A0"]);

/** The labels that come out. Throws at what a printer would not understand. */
export function readZpl(bytes: Uint8Array): readonly PrintedLabel[] {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return text
    .split("^XZ")
    .filter((part) => part.trim() !== "")
    .map((part) => readLabel(part.trim()));
}

function readLabel(text: string): PrintedLabel {
  if (!text.startsWith("^XA")) throw new Error(`a label begins with ${text.slice(0, 10)}`);
  const fields: PrintedField[] = [];
  let size = { widthDots: 0, heightDots: 0 };
  let copies = 1;
  let field: { kind: PrintedField["kind"]; x: number; y: number; data: string; isHex: boolean } =
    newField();
  for (const command of text.slice(3).split("^").slice(1)) {
    const [name, value] = [command.slice(0, 2), command.slice(2)];
    const [first = 0, second = 0] = value.split(",").map(Number);
    if (name === "PW") size = { ...size, widthDots: first };
    else if (name === "LL") size = { ...size, heightDots: first };
    else if (name === "PQ") copies = first;
    else if (name === "FO") field = { ...newField(), x: first, y: second };
    else if (name === "BE") field.kind = "ean13";
    else if (name === "BC") field.kind = "code128";
    else if (name === "FH") field.isHex = true;
    else if (name === "FD") field.data = field.isHex ? fromHex(value) : value;
    else if (name === "FS") {
      if (field.x >= size.widthDots || field.y < 0 || field.y >= size.heightDots) {
        throw new Error(`a field at ${field.x},${field.y} outside the label`);
      }
      const { isHex: _, ...printed } = field;
      fields.push(printed);
    } else if (!IGNORED.has(name)) throw new Error(`^${name} is not known`);
  }
  return { ...size, copies, fields };
}

function newField() {
  return { kind: "text" as const, x: 0, y: 0, data: "", isHex: false };
}

function fromHex(value: string): string {
  return value.replace(/_([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
