/**
 * Labels printed on a label printer or on sheets of A4. A label printer says what came out; of a sheet
 * only the person can say it, and is asked.
 */
import { Button, NativeSelect, NumberInput, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { LABEL_SHEETS, type LabelSheet, type LabelSize } from "#shared/records/label.ts";
import type { LabelDay, LabelItem } from "#shared/till-api/views/labels.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLink, useLive } from "../till.tsx";
import { ChoiceGroup } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PrintPage } from "../ui/print-page.tsx";
import { LabelPages, LabelPaper } from "./label-sheet.tsx";

export interface WhichLabels {
  readonly day: LabelDay | "now";
  readonly productIds: readonly string[];
}

interface PrintLabelsProps {
  readonly which: WhichLabels;
  readonly onClose: () => void;
  /** What to say of it afterwards. */
  readonly onPrinted: (sentence: string) => void;
}

const FIRST_SHEET = LABEL_SHEETS[0] as LabelSheet;
const COPIES_MAX = 99;
type Step = "choose" | "printing" | "ask";

export function PrintLabels({ which, onClose, onPrinted }: PrintLabelsProps) {
  const say = useSay();
  const act = useAct();
  const labels = useLabels(which);
  const printers = usePrinters();
  const [chosen, setChosen] = useState<string | undefined>();
  const [sheetId, setSheetId] = useState(FIRST_SHEET.id);
  const [startAt, setStartAt] = useState(1);
  const [copies, setCopies] = useState(1);
  const [step, setStep] = useState<Step>("choose");
  const where = chosen ?? printers?.[0]?.id ?? "sheet";
  const sheet = LABEL_SHEETS.find(({ id }) => id === sheetId) ?? FIRST_SHEET;
  const input = { day: which.day, productIds: [...which.productIds] };
  const roll = async () => {
    const printed = await act((client, actId) =>
      client.labels.print({ actId, ...input, deviceId: where, copies }),
    );
    if (printed !== undefined) onPrinted(say("labels.printed", printed));
  };
  if (step === "ask") {
    const count = labels?.length ?? 0;
    return <CameOut {...{ which, count, onPrinted }} onBack={() => setStep("choose")} />;
  }
  const first = labels?.[0];
  const size =
    where === "sheet" ? sheet : (printers?.find(({ id }) => id === where)?.label ?? ROLL);
  return (
    <Dialog
      title={say("labels.print", { count: labels?.length ?? 0 })}
      onClose={onClose}
      wide
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={first === undefined || step === "printing"}
          onClick={() => (where === "sheet" ? setStep("printing") : void roll())}
          data-testid="print-labels"
        >
          {say("labels.printNow")}
        </Button>
      }
    >
      {labels?.length === 0 && <Text>{say("labels.noPrice")}</Text>}
      <PrintedBefore labels={labels ?? []} />
      <ChoiceGroup
        label={say("labels.where")}
        value={where}
        onValue={setChosen}
        choices={[
          ...(printers ?? []).map(({ id, name }) => ({ value: id, label: name })),
          { value: "sheet", label: say("labels.sheet") },
        ]}
      />
      {where === "sheet" ? (
        <SheetChoice sheet={sheet} onSheet={setSheetId} startAt={startAt} onStartAt={setStartAt} />
      ) : (
        <NumberInput
          size="lg"
          label={say("labels.copies")}
          min={1}
          max={COPIES_MAX}
          value={copies}
          onChange={(value) => setCopies(Math.max(1, Math.round(Number(value)) || 1))}
        />
      )}
      <LabelPreview label={first} size={size} />
      {step === "printing" && labels !== undefined && (
        <PrintPage onClosed={() => setStep("ask")}>
          <LabelPages labels={labels} sheet={sheet} startAt={startAt} />
        </PrintPage>
      )}
    </Dialog>
  );
}

interface CameOutProps {
  readonly which: WhichLabels;
  readonly count: number;
  readonly onBack: () => void;
  readonly onPrinted: (sentence: string) => void;
}

/** Of a sheet only the person can say that it came out; nothing is noted before. */
function CameOut({ which, count, onBack, onPrinted }: CameOutProps) {
  const say = useSay();
  const act = useAct();
  const note = async () => {
    const input = { day: which.day, productIds: [...which.productIds], on: say("labels.sheet") };
    const noted = await act((client, actId) =>
      client.labels.advance({ actId, ...input, to: "printed" }),
    );
    if (noted === undefined) return;
    onPrinted(say("labels.printed", { printed: noted.labels, again: noted.again }));
  };
  return (
    <Dialog
      title={say("labels.cameOut")}
      onClose={onBack}
      primary={
        <Button size="xl" className="primary-act" onClick={() => void note()}>
          {say("labels.allOut")}
        </Button>
      }
    >
      <Text size="lg">{say("labels.cameOutHow", { count })}</Text>
    </Dialog>
  );
}

function PrintedBefore({ labels }: { labels: readonly LabelItem[] }) {
  const say = useSay();
  const count = labels.filter(({ printedTimes }) => printedTimes > 0).length;
  return count === 0 ? null : <Text role="status">{say("labels.again", { count })}</Text>;
}

interface LabelPreviewProps {
  readonly label: LabelItem | undefined;
  readonly size: LabelSize;
}

function LabelPreview({ label, size }: LabelPreviewProps) {
  const say = useSay();
  if (label === undefined) return null;
  return (
    <figure className="label-preview" aria-label={say("labels.preview")}>
      <LabelPaper text={label.text} widthMm={size.widthMm} heightMm={size.heightMm} />
    </figure>
  );
}

/** What a label printer has when nothing was said of its roll. */
const ROLL = { widthMm: 50, heightMm: 30 };

interface SheetChoiceProps {
  readonly sheet: LabelSheet;
  readonly onSheet: (sheetId: string) => void;
  readonly startAt: number;
  readonly onStartAt: (place: number) => void;
}

function SheetChoice({ sheet, onSheet, startAt, onStartAt }: SheetChoiceProps) {
  const say = useSay();
  return (
    <div className="label-figures">
      <NativeSelect
        size="lg"
        label={say("labels.sheetSize")}
        value={sheet.id}
        onChange={(event) => onSheet(event.currentTarget.value)}
        data={LABEL_SHEETS.map(({ id, columns, rows, widthMm, heightMm }) => ({
          value: id,
          label: `${columns} × ${rows} · ${widthMm} × ${heightMm} mm`,
        }))}
      />
      <NumberInput
        size="lg"
        label={say("labels.startAt")}
        min={1}
        max={sheet.columns * sheet.rows}
        value={startAt}
        onChange={(value) => onStartAt(Math.max(1, Math.round(Number(value)) || 1))}
      />
    </div>
  );
}

/** The labels as they will be printed, in the order of the list. */
function useLabels({ day, productIds }: WhichLabels): readonly LabelItem[] | undefined {
  const { client } = useLink();
  const [labels, setLabels] = useState<readonly LabelItem[] | undefined>();
  const wanted = productIds.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same products are the same question
  useEffect(() => {
    let stale = false;
    client?.labels
      .look({ day, productIds: [...productIds] })
      .then((found) => {
        if (!stale) setLabels(found);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, day, wanted]);
  return labels;
}

/** Label printers of this till, with their rolls; empty until they are known. */
function usePrinters() {
  const view = useLive((client, signal) =>
    client.views.labels({ day: "today", offset: 0, limit: 1 }, { signal }),
  );
  return view?.printers;
}
