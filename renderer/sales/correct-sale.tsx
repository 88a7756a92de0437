/** A sale put right in one press more: what was wrong is the press. Always something new beside the old. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { Dialog } from "../ui/dialog.tsx";
import { KeypadField } from "../ui/keypad.tsx";
import { PersonButton, usePeople } from "../ui/people.tsx";
import { ReasonChoice, useReasons } from "../ui/reasons.tsx";

/** The two ways to pay that are mistaken for each other; the others come out of a balance. */
const TENDERS = ["cash", "card-external"] as const;
/** Hundredths of a percent are basis points. */
const PERCENT_DIGITS = 2;

type What =
  | { readonly kind: "undo-all" }
  | { readonly kind: "tender"; readonly to: (typeof TENDERS)[number] }
  | { readonly kind: "client"; readonly clientId: string }
  | { readonly kind: "discount"; readonly basisPoints: number };

export function CorrectSale({ sale, onDone }: { sale: SaleItem; onDone: () => void }) {
  const say = useSay();
  const act = useGatedAct();
  const reasons = useReasons("void");
  const [asking, setAsking] = useState<"client" | "discount" | undefined>();
  const [reason, setReason] = useState<string | undefined>();
  // The first reason stands until another is chosen: two presses put the sale right.
  const reasonId = reason ?? reasons.find(({ id }) => id.includes("rung"))?.id ?? reasons[0]?.id;
  const save = async (what: What) => {
    if (reasonId === undefined) return;
    const done = await act((client, actId, approved) =>
      client.sales.correct({ actId, saleId: sale.saleId, what, reasonId, ...approved }),
    );
    if (done !== undefined) onDone();
  };
  return (
    <Dialog title={say("correct.title", { number: sale.receiptNumber })} onClose={onDone} wide>
      <Text>{say("correct.how")}</Text>
      <div className="act-row" data-testid="correct">
        {TENDERS.filter((kind) => sale.tenders.join() !== kind).map((to) => (
          <Button key={to} size="xl" onClick={() => void save({ kind: "tender", to })}>
            {say(`correct.was.${to}`)}
          </Button>
        ))}
        {(["client", "discount"] as const).map((one) => (
          <Button
            key={one}
            size="xl"
            variant="default"
            aria-expanded={asking === one}
            onClick={() => setAsking(asking === one ? undefined : one)}
          >
            {say(`correct.${one}`)}
          </Button>
        ))}
        <Button size="xl" variant="default" onClick={() => void save({ kind: "undo-all" })}>
          {say("correct.undo-all")}
        </Button>
      </div>
      {asking === "client" && (
        <ChooseClient onClient={(clientId) => void save({ kind: "client", clientId })} />
      )}
      {asking === "discount" && (
        <Discount onPercent={(basisPoints) => void save({ kind: "discount", basisPoints })} />
      )}
      <ReasonChoice
        label={say("reason.label")}
        purpose="void"
        value={reasonId}
        onValue={setReason}
      />
    </Dialog>
  );
}

function Discount({ onPercent }: { onPercent: (basisPoints: number) => void }) {
  const say = useSay();
  const [percent, setPercent] = useState("");
  const basisPoints = parseAmount(percent, PERCENT_DIGITS);
  const save = () => {
    if (basisPoints !== undefined && basisPoints > 0) onPercent(basisPoints);
  };
  return (
    <div className="two-columns">
      <KeypadField
        label={say("correct.percent")}
        value={percent}
        onValue={setPercent}
        onEnter={save}
      />
      <div className="stack">
        <Button size="xl" className="primary-act" disabled={!basisPoints} onClick={save}>
          {say("correct.save")}
        </Button>
      </div>
    </div>
  );
}

function ChooseClient({ onClient }: { onClient: (clientId: string) => void }) {
  const say = useSay();
  const [query, setQuery] = useState("");
  const people = usePeople(query);
  return (
    <div className="stack">
      <TextInput
        size="lg"
        label={say("client.find")}
        placeholder={say("client.findHint")}
        value={query}
        autoFocus
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ul className="people-found">
        {(people ?? []).map((person) => (
          <li key={person.id}>
            <PersonButton person={person} onPick={() => onClient(person.id)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
