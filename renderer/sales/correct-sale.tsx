/** The last sale put right in two presses: what was wrong, and why. Always something new beside the old. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { TenderKind } from "#shared/records/tender.ts";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { parseAmount } from "../ui/amount.ts";
import { ChoiceGroup } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { KeypadField } from "../ui/keypad.tsx";
import { PersonButton, usePeople } from "../ui/people.tsx";
import { ReasonChoice, useReasons } from "../ui/reasons.tsx";

type Wrong = "undo-all" | "tender" | "client" | "discount";
const WRONGS: readonly Wrong[] = ["tender", "client", "discount", "undo-all"];
const TENDERS: readonly TenderKind[] = ["cash", "card-external", "gift-card", "credit"];
/** Hundredths of a percent are basis points. */
const PERCENT_DIGITS = 2;

export function CorrectSale({ sale, onDone }: { sale: SaleItem; onDone: () => void }) {
  const say = useSay();
  const act = useGatedAct();
  const reasons = useReasons("void");
  const [wrong, setWrong] = useState<Wrong | undefined>();
  const [to, setTo] = useState<TenderKind | undefined>();
  const [clientId, setClientId] = useState<string | undefined>();
  const [percent, setPercent] = useState("");
  const [reason, setReason] = useState<string | undefined>();
  // One reason only is no question: two presses put the sale right.
  const reasonId = reason ?? (reasons.length === 1 ? reasons[0]?.id : undefined);
  const what = whatOf(wrong, { to, clientId, basisPoints: parseAmount(percent, PERCENT_DIGITS) });
  const save = async () => {
    if (what === undefined || reasonId === undefined) return;
    const done = await act((client, actId, approved) =>
      client.sales.correct({ actId, saleId: sale.saleId, what, reasonId, ...approved }),
    );
    if (done !== undefined) onDone();
  };
  return (
    <Dialog
      title={say("correct.title", { number: sale.receiptNumber })}
      onClose={onDone}
      wide
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={what === undefined || reasonId === undefined}
          onClick={() => void save()}
          data-testid="correct"
        >
          {say("correct.save")}
        </Button>
      }
    >
      <Text>{say("correct.how")}</Text>
      <ChoiceGroup
        label={say("sales.correct")}
        value={wrong}
        onValue={setWrong}
        choices={WRONGS.map((one) => ({ value: one, label: say(`correct.${one}`) }))}
      />
      {wrong === "tender" && (
        <ChoiceGroup
          label={say("correct.to")}
          value={to}
          onValue={setTo}
          choices={TENDERS.filter((kind) => !sale.tenders.includes(kind)).map((kind) => ({
            value: kind,
            label: say(`tender.kind.${kind}`),
          }))}
        />
      )}
      {wrong === "client" && <ChooseClient clientId={clientId} onClient={setClientId} />}
      {wrong === "discount" && (
        <KeypadField label={say("correct.percent")} value={percent} onValue={setPercent} />
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

interface Chosen {
  readonly to: TenderKind | undefined;
  readonly clientId: string | undefined;
  readonly basisPoints: number | undefined;
}

function whatOf(wrong: Wrong | undefined, { to, clientId, basisPoints }: Chosen) {
  if (wrong === "undo-all") return { kind: "undo-all" as const };
  if (wrong === "tender" && to !== undefined) return { kind: "tender" as const, to };
  if (wrong === "client" && clientId !== undefined) return { kind: "client" as const, clientId };
  if (wrong === "discount" && basisPoints !== undefined && basisPoints > 0)
    return { kind: "discount" as const, basisPoints };
  return undefined;
}

interface ChooseClientProps {
  readonly clientId: string | undefined;
  readonly onClient: (clientId: string) => void;
}

function ChooseClient({ clientId, onClient }: ChooseClientProps) {
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
          <li key={person.id} data-chosen={person.id === clientId}>
            <PersonButton
              person={person}
              pressed={person.id === clientId}
              onPick={() => onClient(person.id)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
