/** A QR code drawn as vectors in the page: nothing is fetched, nothing leaves the till. */
import { drawingSVG, qrcode } from "bwip-js/browser";
import { useMemo } from "react";

export function QrCode({ text, label }: { text: string; label: string }) {
  const path = useMemo(() => pathOf(text), [text]);
  if (path === undefined) return null;
  return (
    <svg className="qr" viewBox={path.viewBox} role="img" aria-label={label}>
      <rect width="100%" height="100%" fill="#ffffff" />
      {path.shapes.map((shape) => (
        <path key={shape} d={shape} fill="#000000" />
      ))}
    </svg>
  );
}

/** The drawing's own paths, taken out of its text, so that no markup is ever put into the page. */
function pathOf(text: string): { viewBox: string; shapes: readonly string[] } | undefined {
  try {
    const svg = qrcode(
      { bcid: "qrcode", text, scale: 2, paddingwidth: 4, paddingheight: 4 },
      drawingSVG(),
    );
    const viewBox = /viewBox="([\d .]+)"/.exec(svg)?.[1];
    const shapes = [...svg.matchAll(/<path d="([^"]+)"/g)].map((match) => match[1] ?? "");
    return viewBox === undefined ? undefined : { viewBox, shapes };
  } catch {
    return undefined;
  }
}
