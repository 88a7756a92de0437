/** What was read out over the telephone, typed in: which till, what for, how much, and the number. */
import { Button, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { CHALLENGE_DIGITS, plainDigits } from "#shared/engine/approval-code.ts";
import { digitsOf } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { parseAmount } from "../ui/amount.ts";
import { actsOf, type Phone, type Told } from "./phone.ts";

/** A share of the price is typed with up to two decimals: hundredths of a percent are basis points. */
const SHARE_DIGITS = 2;

export function TypedIn({ phone, onTold }: { phone: Phone; onTold: (told: Told) => void }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { registers, currency } = phone.facts;
  const acts = actsOf(phone.facts);
  const [registerId, setRegisterId] = useState(registers[0]?.id ?? "");
  const [act, setAct] = useState(acts[0] ?? "");
  const [amount, setAmount] = useState("");
  const [share, setShare] = useState("");
  const [number, setNumber] = useState("");
  const register = registers.find((one) => one.id === registerId);
  const amountMinor = parseAmount(amount, digitsOf(currency));
  const basisPoints = parseAmount(share, SHARE_DIGITS);
  const challenge = plainDigits(number);
  const isWrong = (text: string, read: number | undefined) => text !== "" && read === undefined;
  const isWhole =
    register !== undefined &&
    challenge.length === CHALLENGE_DIGITS &&
    !isWrong(amount, amountMinor) &&
    !isWrong(share, basisPoints);
  return (
    <form
      className="hq-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole) return;
        const { publicKey } = register;
        onTold({ registerId, publicKey, challenge, act, amountMinor, basisPoints });
      }}
    >
      <Text>{say("approve.typeIn")}</Text>
      <NativeSelect
        size="lg"
        label={say("approve.till")}
        value={registerId}
        data={registers.map((one) => ({ value: one.id, label: `${one.name}, ${one.storeName}` }))}
        onChange={(event) => setRegisterId(event.currentTarget.value)}
      />
      <NativeSelect
        size="lg"
        label={say("approve.what")}
        value={act}
        data={acts.map((one) => ({ value: one, label: sayCode("gated", one) ?? one }))}
        onChange={(event) => setAct(event.currentTarget.value)}
      />
      <FigureField
        label={say("approve.amount")}
        text={amount}
        isWrong={isWrong(amount, amountMinor)}
        onText={setAmount}
      />
      <FigureField
        label={say("approve.share")}
        text={share}
        isWrong={isWrong(share, basisPoints)}
        onText={setShare}
      />
      <TextInput
        size="lg"
        inputMode="numeric"
        label={say("approve.number")}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Button size="xl" type="submit" disabled={!isWhole}>
        {say("approve.look")}
      </Button>
    </form>
  );
}

interface FigureFieldProps {
  readonly label: string;
  readonly text: string;
  readonly isWrong: boolean;
  readonly onText: (text: string) => void;
}

/** A figure that is only typed when one is read out. */
function FigureField({ label, text, isWrong, onText }: FigureFieldProps) {
  const say = useSay();
  return (
    <TextInput
      size="lg"
      inputMode="decimal"
      label={label}
      description={say("approve.ifRead")}
      error={isWrong ? say("tender.amountWrong") : undefined}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}
