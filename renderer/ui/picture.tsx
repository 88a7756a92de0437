/** A product's simple picture: its colour and the first letters of its name, drawn, never fetched. */
import type { TilePicture } from "#shared/records/settings/quick-keys.ts";

interface PictureProps {
  readonly name: string | undefined;
  readonly colour: string | undefined;
  readonly text: string;
  readonly size?: number;
  /** A drawn sign in the place of the letters. */
  readonly sign?: TilePicture | undefined;
}

const SIDE = 44;
/** Height of the letters, of the picture's side. */
const LETTERS = 16 / 44;
const COLOUR = "#5c6b7a";

/** Outlines on the same 44 by 44 ground as the letters. */
const SIGNS: Readonly<Record<TilePicture, string>> = {
  bag: "M12 17h20l2 18H10zM17 17v-3a5 5 0 0 1 10 0v3",
  gift: "M10 18h24v5H10zM12 23h20v12H12zM22 18v17M22 18c-8 0-8-9-3-8 2 .5 3 4 3 8 0-4 1-7.5 3-8 5-1 5 8-3 8",
  card: "M9 13h26v18H9zM9 13l13 10 13-10",
  cup: "M11 14h18v12a6 6 0 0 1-6 6h-6a6 6 0 0 1-6-6zM29 17h3a4 4 0 0 1 0 8h-3",
  book: "M22 14c-4-3-8-3-12-2v20c4-1 8-1 12 2 4-3 8-3 12-2V12c-4-1-8-1-12 2zM22 14v20",
  flower: "M22 20v16M22 30c-4 0-7-2-8-6 5 0 8 2 8 6zM22 20c-6-2-6-11 0-12 6 1 6 10 0 12z",
  candle: "M17 20h10v15H17zM22 20v-3M22 16c-4-3-1-6 0-9 1 3 4 6 0 9z",
  star: "M22 9l4 9 9 1-7 6 2 10-8-5-8 5 2-10-7-6 9-1z",
};

export function Picture({ name, colour, text, size = SIDE, sign }: PictureProps) {
  const initials = text
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1))
    .join("")
    .toUpperCase();
  // Letters on a colour are a box with text; a drawing for each line of a basket costs far more.
  if (sign === undefined)
    return (
      <span
        className="picture"
        aria-hidden="true"
        data-picture={name}
        style={{
          inlineSize: size,
          blockSize: size,
          fontSize: size * LETTERS,
          background: colour ?? COLOUR,
        }}
      >
        {initials}
      </span>
    );
  return (
    <svg
      className="picture"
      width={size}
      height={size}
      viewBox="0 0 44 44"
      aria-hidden="true"
      data-picture={name}
    >
      <rect width="44" height="44" rx="8" fill={colour ?? COLOUR} />
      <path
        d={SIGNS[sign]}
        fill="none"
        stroke="#ffffff"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
