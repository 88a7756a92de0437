/** A shop's logo, dot by dot, as the printer prints it. */
import { useMemo } from "react";
import { readLogo } from "#shared/records/logo.ts";

export function LogoPicture({ data, label }: { data: string; label: string }) {
  const drawn = useMemo(() => pathOf(data), [data]);
  if (drawn === undefined) return null;
  return (
    <svg className="logo" viewBox={drawn.viewBox} role="img" aria-label={label}>
      <rect width="100%" height="100%" fill="#ffffff" />
      <path d={drawn.path} fill="#000000" />
    </svg>
  );
}

/** Black runs as one path: a run is one stroke, however many dots it has. */
function pathOf(data: string): { readonly viewBox: string; readonly path: string } | undefined {
  const logo = readLogo(data);
  if (logo === undefined) return undefined;
  const parts: string[] = [];
  for (let y = 0; y < logo.height; y += 1) {
    for (let x = 0; x < logo.width; x += 1) {
      if (!logo.isBlack(x, y)) continue;
      const from = x;
      while (x < logo.width && logo.isBlack(x, y)) x += 1;
      parts.push(`M${from} ${y}h${x - from}v1h${from - x}z`);
    }
  }
  return { viewBox: `0 0 ${logo.width} ${logo.height}`, path: parts.join("") };
}
