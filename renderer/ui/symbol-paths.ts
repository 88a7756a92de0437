/** Codes as the paths of a drawing, taken out of its text, so that no markup is ever put into the page. */
import { code128, drawingSVG, ean13, qrcode } from "bwip-js/browser";

export interface SymbolPaths {
  readonly viewBox: string;
  readonly filled: readonly string[];
  /** Bars: lines of a width. */
  readonly lines: readonly { readonly path: string; readonly width: string }[];
}

const DRAW = { ean13, code128, qrcode } as const;

/** The drawing of a code; nothing when the text cannot be one of that kind. */
export function symbolPaths(kind: keyof typeof DRAW, text: string): SymbolPaths | undefined {
  const margins = kind === "qrcode" ? { paddingwidth: 4, paddingheight: 4 } : { paddingwidth: 2 };
  const options = kind === "qrcode" ? {} : { includetext: true, height: 10 };
  try {
    const svg = DRAW[kind]({ bcid: kind, text, scale: 2, ...margins, ...options }, drawingSVG());
    const viewBox = /viewBox="([\d .]+)"/.exec(svg)?.[1];
    if (viewBox === undefined) return undefined;
    const filled = [...svg.matchAll(/<path d="([^"]+)"/g)].map((match) => match[1] ?? "");
    const lines = [...svg.matchAll(/<path stroke="[^"]+" stroke-width="(\d+)" d="([^"]+)"/g)].map(
      ([, width = "1", path = ""]) => ({ path, width }),
    );
    return { viewBox, filled, lines };
  } catch {
    return undefined;
  }
}
