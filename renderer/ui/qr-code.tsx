/** A QR code drawn as vectors in the page: nothing is fetched, nothing leaves the till. */
import { useMemo } from "react";
import { symbolPaths } from "./symbol-paths.ts";

export function QrCode({ text, label }: { text: string; label: string }) {
  const paths = useMemo(() => symbolPaths("qrcode", text), [text]);
  if (paths === undefined) return null;
  return (
    <svg className="qr" viewBox={paths.viewBox} role="img" aria-label={label}>
      <rect width="100%" height="100%" fill="#ffffff" />
      {paths.filled.map((shape) => (
        <path key={shape} d={shape} fill="#000000" />
      ))}
    </svg>
  );
}
