/** What a till asks for, read before it is allowed, and then the code to read out. */
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { grouped } from "#shared/engine/approval-code.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { codeFor, type Phone, type Told } from "./phone.ts";

interface AskedForProps {
  readonly phone: Phone;
  readonly asked: Told;
  readonly onDone: () => void;
}

export function AskedFor({ phone, asked, onDone }: AskedForProps) {
  const say = useSay();
  const sayCode = useSayCode();
  const { money, percent } = useFormats();
  const [code, setCode] = useState<string | undefined>();
  const till = phone.facts.registers.find((one) => one.id === asked.registerId);
  const { amountMinor, basisPoints } = asked;
  return (
    <>
      <dl className="approve-facts">
        <dt>{say("approve.till")}</dt>
        <dd>
          {till === undefined ? say("approve.tillUnknown") : `${till.name}, ${till.storeName}`}
        </dd>
        <dt>{say("approve.what")}</dt>
        <dd>{sayCode("gated", asked.act) ?? asked.act}</dd>
        {amountMinor !== undefined && (
          <>
            <dt>{say("approve.amount")}</dt>
            <dd>{money(amountMinor, phone.facts.currency)}</dd>
          </>
        )}
        {basisPoints !== undefined && (
          <>
            <dt>{say("approve.share")}</dt>
            <dd>{percent(basisPoints)}</dd>
          </>
        )}
        <dt>{say("approve.number")}</dt>
        <dd>{grouped(asked.challenge)}</dd>
      </dl>
      {code === undefined ? (
        <>
          <Text>{say("approve.before")}</Text>
          <Button size="xl" onClick={() => setCode(codeFor(phone, asked) ?? "")}>
            {say("approve.show")}
          </Button>
        </>
      ) : (
        <>
          <output className="code-digits" data-testid="code" aria-live="assertive">
            {grouped(code)}
          </output>
          <Text>{say("approve.readOut")}</Text>
        </>
      )}
      <Button size="lg" variant="default" onClick={onDone}>
        {say("approve.another")}
      </Button>
    </>
  );
}
