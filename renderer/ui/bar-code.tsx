/** A bar code with its figures below: 13 figures as EAN-13, anything else as Code 128. */
import { useMemo } from "react";
import { symbolPaths } from "./symbol-paths.ts";

export function BarCode({ text }: { text: string }) {
  const paths = useMemo(
    () => symbolPaths(/^\d{13}$/.test(text) ? "ean13" : "code128", text),
    [text],
  );
  if (paths === undefined) return <span className="label-code">{text}</span>;
  return (
    <svg className="bar-code" viewBox={paths.viewBox} role="img" aria-label={text}>
      {paths.lines.map(({ path, width }) => (
        <path key={`${width}/${path}`} d={path} stroke="#000000" strokeWidth={width} />
      ))}
      {paths.filled.map((shape) => (
        <path key={shape} d={shape} fill="#000000" />
      ))}
    </svg>
  );
}
