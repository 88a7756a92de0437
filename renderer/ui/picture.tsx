/** A product's simple picture: its colour and the first letters of its name, drawn, never fetched. */
interface PictureProps {
  readonly name: string | undefined;
  readonly colour: string | undefined;
  readonly text: string;
  readonly size?: number;
}

const SIDE = 44;

export function Picture({ name, colour, text, size = SIDE }: PictureProps) {
  const initials = text
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1))
    .join("")
    .toUpperCase();
  return (
    <svg
      className="picture"
      width={size}
      height={size}
      viewBox="0 0 44 44"
      aria-hidden="true"
      data-picture={name}
    >
      <rect width="44" height="44" rx="8" fill={colour ?? "#5c6b7a"} />
      <text x="22" y="28" textAnchor="middle" fontSize="16" fontWeight="600" fill="#ffffff">
        {initials}
      </text>
    </svg>
  );
}
