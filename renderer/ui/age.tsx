/** Row 23: how old a figure is, said when it is old; amber past the age the shop has set. */
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";

export function AsOf({ atMs, stale }: { atMs: number; stale: boolean }) {
  const say = useSay();
  const { dayTime, time } = useFormats();
  const today = new Date(atMs).toDateString() === new Date().toDateString();
  return (
    <small className={stale ? "line-warn" : "quiet"} data-stale={stale}>
      {stale && <span aria-hidden="true">▲ </span>}
      {say("age.asOf", { time: today ? time(atMs) : dayTime(atMs) })}
    </small>
  );
}
