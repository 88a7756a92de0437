/** A logo as receipts carry it: dots in black and white, one bit each, as text. Printers and pages draw it. */
import { base64urlDecode, base64urlEncode } from "../base/bytes.ts";

/** Dots of the narrowest paper (58 mm at 203 dpi). */
export const LOGO_WIDTH_MAX = 384;
export const LOGO_HEIGHT_MAX = 240;

export interface Logo {
  /** Dots, as the height: multiples of eight. */
  readonly width: number;
  readonly height: number;
  readonly isBlack: (x: number, y: number) => boolean;
}

const FORM = /^dots:(\d{1,3})x(\d{1,3}):([A-Za-z0-9_-]+)$/;

/** The text of a logo: `dots:<width>x<height>:<rows, one bit a dot, base64url>`. */
export function writeLogo(
  width: number,
  height: number,
  isBlack: (x: number, y: number) => boolean,
): string {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isBlack(x, y)) continue;
      const at = y * rowBytes + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return `dots:${width}x${height}:${base64urlEncode(bits)}`;
}

/** The dots of a logo's text; undefined for anything else. */
export function readLogo(text: string): Logo | undefined {
  const match = FORM.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (
    match === null ||
    width % 8 !== 0 ||
    height % 8 !== 0 ||
    width > LOGO_WIDTH_MAX ||
    height > LOGO_HEIGHT_MAX
  ) {
    return undefined;
  }
  const bits = base64urlDecode(match[3] ?? "");
  const rowBytes = width / 8;
  if (bits === undefined || bits.length !== rowBytes * height) return undefined;
  return {
    width,
    height,
    isBlack: (x, y) => ((bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0,
  };
}
