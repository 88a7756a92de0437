/** The store's safe and its bank bags: what is known to be there, how old that is, and what becomes of a bag. */
import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { SafeView } from "#shared/till-api/views/safe.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { AsOf } from "../ui/age.tsx";
import { useHotkey } from "../ui/use-hotkey.ts";
import { BagDialog, type BagStep } from "./bag-dialog.tsx";
import { CountSafe, PackBag } from "./safe-dialogs.tsx";

type Bag = SafeView["bags"][number];
type Showing = "count" | "pack" | { readonly bag: Bag; readonly step: BagStep };

export function SafePage({ currency, onDone }: { currency: string; onDone: () => void }) {
  const say = useSay();
  const safe = useLive((client, signal) => client.views.safe(undefined, { signal }));
  const [showing, setShowing] = useState<Showing | undefined>();
  const hide = () => setShowing(undefined);
  useHotkey((event) => {
    if (event.key !== "Escape") return false;
    onDone();
    return true;
  });
  if (safe === undefined) return null;
  return (
    <section className="page" aria-labelledby="safe-title">
      <Title order={1} size="h2" id="safe-title">
        {say("safe.title")}
      </Title>
      <SafeFacts safe={safe} />
      <div className="act-row">
        <Button
          size="lg"
          variant="default"
          onClick={() => setShowing("count")}
          data-testid="count-safe"
        >
          {say("safe.count")}
        </Button>
      </div>
      <Bags safe={safe} onStep={(bag, step) => setShowing({ bag, step })} />
      <footer className="page-foot">
        <Button size="xl" variant="default" onClick={onDone} data-testid="safe-back">
          {say("dialog.back")} <kbd className="key-hint">Esc</kbd>
        </Button>
        <Button
          size="xl"
          className="primary-act"
          onClick={() => setShowing("pack")}
          data-testid="pack-bag"
        >
          {say("safe.pack")}
        </Button>
      </footer>
      {showing === "count" && <CountSafe safe={safe} own={currency} onDone={hide} />}
      {showing === "pack" && <PackBag safe={safe} own={currency} onDone={hide} />}
      {typeof showing === "object" && (
        <BagDialog bag={showing.bag} step={showing.step} onDone={hide} />
      )}
    </section>
  );
}

function SafeFacts({ safe }: { safe: SafeView }) {
  const say = useSay();
  const { money } = useFormats();
  if (safe.cash.length === 0) return <Text className="quiet">{say("safe.empty")}</Text>;
  const isShort = safe.cash.some(({ balanceMinor }) => balanceMinor < 0);
  return (
    <>
      <dl className="facts">
        {safe.cash.map((one) => (
          <div key={one.currency} data-testid={`safe-${one.currency}`}>
            <dt>{say("safe.balance")}</dt>
            <dd className="figure" data-minor={one.balanceMinor}>
              {money(one.balanceMinor, one.currency)}
            </dd>
            <dt>{say("safe.inBags")}</dt>
            <dd className="figure" data-minor={one.inBagsMinor}>
              {money(one.inBagsMinor, one.currency)}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <AsOf atMs={safe.asOfMs} stale={safe.stale} />{" "}
        <small className="quiet">{say("safe.notLoaded")}</small>
      </p>
      {isShort && (
        <Text className="line-warn" role="status">
          {say("safe.negative")}
        </Text>
      )}
    </>
  );
}

interface BagsProps {
  readonly safe: SafeView;
  readonly onStep: (bag: Bag, step: BagStep) => void;
}

function Bags({ safe, onStep }: BagsProps) {
  const say = useSay();
  return (
    <section aria-label={say("safe.bags")}>
      <Title order={2} size="h4">
        {say("safe.bags")}
      </Title>
      {safe.bags.length === 0 && <Text className="quiet">{say("safe.noBags")}</Text>}
      <ul className="rows" data-testid="bags">
        {safe.bags.map((bag) => (
          <BagRow key={bag.bagId} bag={bag} onStep={(step) => onStep(bag, step)} />
        ))}
      </ul>
    </section>
  );
}

const STEPS: Readonly<Record<Bag["state"], readonly BagStep[]>> = {
  packed: ["returned", "collected"],
  collected: ["answered"],
  confirmed: [],
  differs: ["answered"],
  returned: [],
};
const STEP_WORDS = {
  returned: "safe.return",
  collected: "safe.collect",
  answered: "safe.answer",
} as const;

function BagRow({ bag, onStep }: { bag: Bag; onStep: (step: BagStep) => void }) {
  const say = useSay();
  const { money, dayTime } = useFormats();
  const difference = bag.differenceMinor ?? 0;
  const parts = [
    say(`safe.state.${bag.state}`),
    ...(difference === 0
      ? []
      : [
          say(difference > 0 ? "shift.over" : "shift.short", {
            amount: money(Math.abs(difference), bag.currency),
          }),
        ]),
    dayTime(bag.packedAtMs),
    bag.packedBy,
    bag.carrier ?? "",
  ].filter((part) => part !== "");
  return (
    <li className="row-card" data-bag={bag.number} data-state={bag.state}>
      <span>
        <strong>{say("safe.bag", { number: bag.number })}</strong>
        <small className={bag.state === "differs" ? "line-warn" : undefined}>
          {parts.join(" · ")}
        </small>
      </span>
      <strong className="figure">{money(bag.packedMinor, bag.currency)}</strong>
      {STEPS[bag.state].map((step) => (
        <Button key={step} size="md" variant="default" onClick={() => onStep(step)}>
          {say(STEP_WORDS[step])}
        </Button>
      ))}
    </li>
  );
}
