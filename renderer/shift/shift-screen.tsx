/** The drawer and the day: open with a float, move cash, see it any time, count blind and close. */
import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PaperBlocks } from "../ui/receipt-preview.tsx";
import { CashMove, type CashMoveKind } from "./cash-move.tsx";
import { CloseShift } from "./close-shift.tsx";
import { HandOverDrawer } from "./hand-over-drawer.tsx";
import { NoSale } from "./no-sale.tsx";
import { OpenShift } from "./open-shift.tsx";
import { SafePage } from "./safe-page.tsx";

export function ShiftScreen() {
  const shift = useLive((client, signal) => client.views.shift(undefined, { signal }));
  const [page, setPage] = useState<DrawerPage | undefined>();
  const back = () => setPage(undefined);
  if (shift === undefined) return null;
  if (page === "close") return <CloseShift shift={shift} onDone={back} />;
  if (page === "safe") return <SafePage currency={shift.currency} onDone={back} />;
  if (page === "hand-over" && shift.open) return <HandOverDrawer shift={shift} onDone={back} />;
  return shift.open ? (
    <OpenDrawer shift={shift} onPage={setPage} />
  ) : (
    <OpenShift shift={shift} onSafe={() => setPage("safe")} />
  );
}

/** What takes the whole screen. */
type DrawerPage = "close" | "hand-over" | "safe";
type Showing = CashMoveKind | "no-sale";

interface OpenDrawerProps {
  readonly shift: ShiftView;
  readonly onPage: (page: DrawerPage) => void;
}

function OpenDrawer({ shift, onPage }: OpenDrawerProps) {
  const say = useSay();
  const act = useAct();
  const [showing, setShowing] = useState<Showing | undefined>();
  const [paper, setPaper] = useState<ReceiptDocument | undefined>();
  const { money } = useFormats();
  const showX = async () =>
    setPaper(await act((client, actId) => client.shift.x({ actId, print: false })));
  return (
    <section className="page" aria-labelledby="shift-title">
      <Title order={1} size="h2" id="shift-title">
        {say("nav.shift")}
      </Title>
      <ShiftFacts shift={shift} />
      {shift.fullAtMinor !== undefined && (
        <Text className="line-warn" role="status" data-testid="drawer-full">
          {say("shift.tooFull", { amount: money(shift.fullAtMinor, shift.currency) })}
        </Text>
      )}
      <div className="act-row">
        {(["pay-in", "pay-out", "drop", "float"] as const).map((kind) => (
          <Button
            key={kind}
            size="lg"
            variant="default"
            onClick={() => setShowing(kind)}
            data-cash={kind}
          >
            {say(`cash.${kind}`)}
          </Button>
        ))}
        <Button
          size="lg"
          variant="default"
          onClick={() => setShowing("no-sale")}
          data-cash="no-sale"
        >
          {say("cash.no-sale")}
        </Button>
        <Button size="lg" variant="default" onClick={() => onPage("safe")} data-testid="safe">
          {say("safe.title")}
        </Button>
        <Button size="lg" variant="default" onClick={() => void showX()} data-testid="x-report">
          {say("shift.x")}
        </Button>
      </div>
      <Movements shift={shift} />
      <footer className="page-foot">
        <Button
          size="xl"
          variant="default"
          onClick={() => onPage("hand-over")}
          data-testid="hand-over"
        >
          {say("shift.handOver")}
        </Button>
        <Button
          size="xl"
          className="primary-act"
          onClick={() => onPage("close")}
          data-testid="close-shift"
        >
          {say("shift.countAndClose")}
        </Button>
      </footer>
      {showing === "no-sale" && <NoSale onDone={() => setShowing(undefined)} />}
      {showing !== undefined && showing !== "no-sale" && (
        <CashMove kind={showing} shift={shift} onDone={() => setShowing(undefined)} />
      )}
      {paper !== undefined && <XReport paper={paper} onClose={() => setPaper(undefined)} />}
    </section>
  );
}

function XReport({ paper, onClose }: { paper: ReceiptDocument; onClose: () => void }) {
  const say = useSay();
  const act = useAct();
  return (
    <Dialog
      title={say("shift.x")}
      onClose={onClose}
      primary={
        <Button
          size="xl"
          className="primary-act"
          onClick={async () => {
            await act((client, actId) => client.shift.x({ actId, print: true }));
            onClose();
          }}
        >
          {say("shift.print")}
        </Button>
      }
    >
      <div className="paper">
        <PaperBlocks document={paper} />
      </div>
    </Dialog>
  );
}

function ShiftFacts({ shift }: { shift: ShiftView }) {
  const say = useSay();
  const { dayTime, money, number } = useFormats();
  return (
    <dl className="facts">
      {shift.openedAtMs !== undefined && (
        <Fact name={say("shift.opened")} value={dayTime(shift.openedAtMs)} />
      )}
      {shift.openedBy !== undefined && <Fact name={say("shift.by")} value={shift.openedBy} />}
      {shift.holderName !== undefined && (
        <Fact name={say("shift.holder")} value={shift.holderName} />
      )}
      <Fact name={say("shift.float")} value={money(shift.floatMinor, shift.currency)} />
      <Fact name={say("shift.sales")} value={number(shift.saleCount)} />
      <Fact name={say("shift.returns")} value={number(shift.returnCount)} />
      <Fact name={say("shift.unsent")} value={number(shift.unsentEntries)} />
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{value}</dd>
    </div>
  );
}

/** Row 40 and 44: every movement and every opening without a sale, with who and when. */
function Movements({ shift }: { shift: ShiftView }) {
  const say = useSay();
  const act = useAct();
  const sayCode = useSayCode();
  const { money, dayTime } = useFormats();
  const differenceText = (minor: number) =>
    minor === 0
      ? say("shift.agrees")
      : say(minor > 0 ? "shift.over" : "shift.short", {
          amount: money(Math.abs(minor), shift.currency),
        });
  const lines = [
    ...shift.movements.map((one) => ({
      key: one.id,
      at: one.at,
      what: sayCode("cash", one.kind) ?? one.kind,
      who: one.staffName,
      why: [one.reason, one.note].filter((part) => part !== undefined).join(" · "),
      amount: money(one.amountMinor, one.currency),
      hasSlip: true,
    })),
    ...shift.noSales.map((one) => ({
      key: `no-sale-${one.at}`,
      at: one.at,
      what: say("cash.no-sale"),
      who: one.staffName,
      why: one.reason,
      amount: "",
      hasSlip: false,
    })),
    ...shift.handOvers.map((one) => ({
      key: one.id,
      at: one.at,
      what: say("shift.handedOver", { from: one.fromName, to: one.toName }),
      who: one.toName,
      why: differenceText(one.differenceMinor),
      amount: money(one.countedMinor, shift.currency),
      hasSlip: true,
    })),
  ].sort((left, right) => right.at - left.at);
  return (
    <section aria-label={say("shift.movements")}>
      <Title order={2} size="h4">
        {say("shift.movements")}
      </Title>
      {lines.length === 0 && <Text className="quiet">{say("shift.noMovements")}</Text>}
      <ul className="rows" data-testid="movements">
        {lines.map((line) => (
          <li key={line.key} className="row-card">
            <span>
              <strong>{line.what}</strong>
              <small>
                {dayTime(line.at)} · {line.who} · {line.why}
              </small>
            </span>
            <strong className="figure">{line.amount}</strong>
            {line.hasSlip && (
              <Button
                size="md"
                variant="default"
                onClick={() =>
                  void act((client, actId) => client.shift.slip({ actId, movementId: line.key }))
                }
              >
                {say("shift.slip")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
