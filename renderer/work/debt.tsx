/** Row 5: money owed because a bank declined a card later: how much, of which sale, whom to call, what was done. */
import { Anchor, Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { WorkItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useLocale, useSay, useSayCode } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";

type Debt = NonNullable<WorkItem["debt"]>;

/** Answers that say nothing without a word of how or why. */
const NEEDS_NOTE: readonly string[] = ["paid-otherwise", "write-off"];

export function DebtFacts({ debt, clientName }: { debt: Debt; clientName?: string | undefined }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { store } = useLocale();
  const { dayTime, money } = useFormats();
  const { cardBrand, lastFour, receiptNumber, phone, email } = debt;
  const amount = money(debt.amountMinor, store.currency ?? "EUR");
  const time = dayTime(debt.takenAtMs);
  return (
    <>
      <Text size="lg" fw={600} data-testid="debt" data-minor={debt.amountMinor}>
        {receiptNumber === undefined
          ? say("debt.plain", { amount, time })
          : say("debt.of", { amount, number: receiptNumber, time })}
      </Text>
      {cardBrand !== undefined && lastFour !== undefined && (
        <Text>{say("stored.card", { brand: cardBrand, lastFour })}</Text>
      )}
      {clientName !== undefined && (
        <Text className="debt-client">
          {clientName}
          {phone !== undefined && (
            <>
              {" · "}
              <Anchor href={`tel:${phone}`} dir="ltr">
                {phone}
              </Anchor>
            </>
          )}
          {email !== undefined && (
            <>
              {" · "}
              <Anchor href={`mailto:${email}`} dir="ltr">
                {email}
              </Anchor>
            </>
          )}
        </Text>
      )}
      {debt.told.map(({ at, choice, note }) => (
        <Text key={`${at}${choice}`} className="quiet">
          {say("debt.told", {
            time: dayTime(at),
            choice: [sayCode("choice", choice) ?? choice, note].filter((part) => part).join(" · "),
          })}
        </Text>
      ))}
    </>
  );
}

/** The answers to a debt; one that needs a word asks for it first. */
export function DebtChoices({ item }: { item: WorkItem }) {
  const say = useSay();
  const sayCode = useSayCode();
  const gated = useGatedAct();
  const [asking, setAsking] = useState<string | undefined>();
  const [note, setNote] = useState("");
  const nameOf = (choice: string) => sayCode("choice", choice) ?? choice;
  const answer = async (choice: string, why?: string) => {
    const said = await gated((client, actId, approved) =>
      client.clients.answerWork({
        ...{ actId, workId: item.id, choice },
        ...(why === undefined ? {} : { note: why }),
        ...approved,
      }),
    );
    if (said === undefined) return;
    setAsking(undefined);
    setNote("");
  };
  return (
    <>
      {item.choices.map((choice, index) => (
        <Button
          key={choice}
          size="lg"
          variant={index === 0 ? "filled" : "default"}
          onClick={() => (NEEDS_NOTE.includes(choice) ? setAsking(choice) : void answer(choice))}
          data-choice={choice}
        >
          {nameOf(choice)}
        </Button>
      ))}
      {asking !== undefined && (
        <Dialog
          title={nameOf(asking)}
          onClose={() => setAsking(undefined)}
          primary={
            <Button
              size="xl"
              className="primary-act"
              disabled={note.trim() === ""}
              onClick={() => void answer(asking, note.trim())}
              data-testid="save-answer"
            >
              {say("debt.save")}
            </Button>
          }
        >
          <TextInput
            size="lg"
            data-autofocus=""
            label={say("debt.note")}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Dialog>
      )}
    </>
  );
}
