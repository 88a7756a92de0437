/** Row 34: quotes and layaways that wait: until when, what is paid, what is left; sold, paid, printed, ended. */
import { Button, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { HoldItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EndHold, PayAhead } from "./set-aside-acts.tsx";

interface SetAsideProps {
  /** A hold to show first, such as the one whose paper was scanned. */
  readonly openId?: string | undefined;
  readonly onDone: () => void;
}

export function SetAsideDialog({ openId, onDone }: SetAsideProps) {
  const say = useSay();
  const holds = useLive((client, signal) => client.views.holds(undefined, { signal }));
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(openId);
  const found = (holds ?? []).filter((hold) => isMeant(hold, query));
  const hold =
    holds?.find((one) => one.holdId === chosen) ?? (found.length === 1 ? found[0] : undefined);
  return (
    <Dialog title={say("aside.title")} onClose={onDone} wide>
      {holds?.length === 0 && <Text>{say("aside.empty")}</Text>}
      {holds !== undefined && holds.length > 0 && (
        <div className="two-columns">
          <div className="stack">
            <TextInput
              size="lg"
              label={say("aside.find")}
              value={query}
              data-autofocus=""
              onChange={(event) => {
                setQuery(event.currentTarget.value);
                setChosen(undefined);
              }}
            />
            {found.length === 0 && <Text>{say("aside.nobody", { query })}</Text>}
            <ul className="rows" data-testid="set-aside">
              {found.map((one) => (
                <li key={one.holdId} data-hold={one.holdId}>
                  <HoldRow
                    hold={one}
                    chosen={one === hold}
                    onChoose={() => setChosen(one.holdId)}
                  />
                </li>
              ))}
            </ul>
          </div>
          {hold === undefined ? (
            <Text>{say("aside.choose")}</Text>
          ) : (
            <HoldDetails key={hold.holdId} hold={hold} onDone={onDone} />
          )}
        </div>
      )}
    </Dialog>
  );
}

/** Found by number, by whose it is, by its note or by what is in it. */
function isMeant(hold: HoldItem, query: string): boolean {
  const { number, clientName = "", note = "", lines } = hold;
  const text = [number, clientName, note, ...lines.map(({ name }) => name)].join(" ").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface HoldRowProps {
  readonly hold: HoldItem;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function HoldRow({ hold, chosen, onChoose }: HoldRowProps) {
  const say = useSay();
  const { money, date } = useFormats();
  return (
    <UnstyledButton className="row-card" aria-pressed={chosen} onClick={onChoose}>
      <span>
        <strong>{hold.clientName ?? hold.note ?? hold.number}</strong>
        <small>
          {say(`aside.kind.${hold.kind}`)} · {hold.number}
        </small>
        <small className={hold.isOver ? "line-warn" : undefined}>
          {say(hold.isOver ? "aside.over" : "aside.until", { date: date(hold.validTo) })}
        </small>
      </span>
      <span className="figure">
        <strong>{money(hold.totalMinor - hold.paidMinor, hold.currency)}</strong>
        {hold.paidMinor > 0 && (
          <small>
            <br />
            {say("aside.ofTotal", { total: money(hold.totalMinor, hold.currency) })}
          </small>
        )}
      </span>
    </UnstyledButton>
  );
}

type Doing = "pay" | "end";

function HoldDetails({ hold, onDone }: { hold: HoldItem; onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const [doing, setDoing] = useState<Doing | undefined>();
  const [printed, setPrinted] = useState<"printed" | "waiting" | undefined>();
  const { holdId, currency } = hold;
  const leftMinor = hold.totalMinor - hold.paidMinor;
  const sell = async () => {
    const taken = await act((client, actId) => client.holds.resume({ actId, holdId }));
    if (taken !== undefined) onDone();
  };
  const print = async () => {
    const done = await act((client, actId) => client.holds.print({ actId, holdId }));
    setPrinted(done?.state);
  };
  const toggle = (what: Doing) => setDoing(doing === what ? undefined : what);
  return (
    <section className="panel stack" aria-label={hold.number} data-testid="hold">
      <Title order={3}>{hold.clientName ?? hold.number}</Title>
      {hold.note !== undefined && <Text>{hold.note}</Text>}
      <Goods hold={hold} />
      <dl className="sums">
        <Sum name={say("total.label")} value={money(hold.totalMinor, currency)} />
        {hold.kind === "layaway" && (
          <>
            <Sum name={say("aside.paid")} value={money(hold.paidMinor, currency)} />
            <Sum name={say("aside.left")} value={money(leftMinor, currency)} />
          </>
        )}
      </dl>
      <div className="act-row">
        <Button size="lg" onClick={() => void sell()} data-testid="hold-sell">
          {say("aside.sell")}
        </Button>
        {hold.kind === "layaway" && leftMinor > 0 && (
          <Button
            size="lg"
            variant="default"
            aria-expanded={doing === "pay"}
            onClick={() => toggle("pay")}
            data-testid="hold-pay"
          >
            {say("aside.pay")}
          </Button>
        )}
        <Button size="lg" variant="default" onClick={() => void print()}>
          {say("aside.print")}
        </Button>
        <Button
          size="lg"
          variant="default"
          aria-expanded={doing === "end"}
          onClick={() => toggle("end")}
          data-testid="hold-end"
        >
          {say("aside.end")}
        </Button>
      </div>
      {printed !== undefined && <Text role="status">{say(`aside.${printed}`)}</Text>}
      {doing === "pay" && <PayAhead hold={hold} onDone={onDone} />}
      {doing === "end" && <EndHold hold={hold} onDone={() => setDoing(undefined)} />}
    </section>
  );
}

function Goods({ hold }: { hold: HoldItem }) {
  const { money, quantity } = useFormats();
  return (
    <ul className="plain-list">
      {hold.lines.map((line) => (
        <li key={line.id}>
          <span>
            {quantity(line.quantityMilli)} × {line.name}
          </span>
          <span className="figure">{money(line.totalMinor, hold.currency)}</span>
        </li>
      ))}
    </ul>
  );
}

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{value}</dd>
    </div>
  );
}
