/** Shelf labels as they are on paper: one label, and pages of A4 with one at each place. */
import { type LabelSheet, type LabelText, placeLabels } from "#shared/records/label.ts";
import type { LabelItem } from "#shared/till-api/views/labels.ts";
import { useLocale } from "../i18n/locales.ts";
import { BarCode } from "../ui/bar-code.tsx";

/** Lower than this there is room for one line of a name. */
const SMALL_MM = 28;

interface LabelPaperProps {
  readonly text: LabelText;
  readonly widthMm: number;
  readonly heightMm: number;
}

export function LabelPaper({ text, widthMm, heightMm }: LabelPaperProps) {
  const { store } = useLocale();
  return (
    <div
      className={heightMm < SMALL_MM ? "label-paper label-small" : "label-paper"}
      style={{ inlineSize: `${widthMm}mm`, blockSize: `${heightMm}mm` }}
      dir={store.locale?.startsWith("ar") === true ? "rtl" : "ltr"}
      data-testid="label-paper"
    >
      <strong>{text.name}</strong>
      <div className="label-figures">
        <span className="label-price">{text.price}</span>
        <span className="label-notes">
          {text.notes.map((note) => (
            <span key={note}>{note}</span>
          ))}
        </span>
      </div>
      {text.code !== "" && <BarCode text={text.code} />}
    </div>
  );
}

interface LabelPagesProps {
  readonly labels: readonly LabelItem[];
  readonly sheet: LabelSheet;
  readonly startAt: number;
}

export function LabelPages({ labels, sheet, startAt }: LabelPagesProps) {
  const { widthMm, heightMm } = sheet;
  return placeLabels(labels, sheet, startAt).map((places) => (
    <section key={places[0]?.label.productId} className="label-page" dir="ltr">
      {places.map(({ label, leftMm, topMm }) => (
        <div
          key={label.productId}
          className="label-place"
          style={{ left: `${leftMm}mm`, top: `${topMm}mm` }}
        >
          <LabelPaper text={label.text} widthMm={widthMm} heightMm={heightMm} />
        </div>
      ))}
    </section>
  ));
}
