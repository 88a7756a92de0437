/** An amount or a number typed by touch or keys: one field and a keypad of 64 px keys under it. */
import { Button, TextInput } from "@mantine/core";
import { digitsOf } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { parseAmount } from "./amount.ts";

interface KeypadFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  /** Digits only: no decimal sign. */
  readonly whole?: boolean;
  /** Shown as dots, such as a PIN. */
  readonly secret?: boolean;
  readonly onEnter?: () => void;
}

const CHARACTERS_MAX = 12;

export function KeypadField({
  label,
  value,
  onValue,
  error,
  autoFocus = true,
  whole = false,
  secret = false,
  onEnter,
}: KeypadFieldProps) {
  const say = useSay();
  const press = (key: string) => onValue((value + key).slice(0, CHARACTERS_MAX));
  return (
    <div className="keypad-field">
      <TextInput
        size="xl"
        type={secret ? "password" : "text"}
        className="keypad-value"
        label={label}
        value={value}
        error={error}
        autoFocus={autoFocus}
        data-autofocus={autoFocus ? "" : undefined}
        inputMode="none"
        autoComplete="off"
        onChange={(event) => onValue(event.currentTarget.value.slice(0, CHARACTERS_MAX))}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || onEnter === undefined) return;
          event.preventDefault();
          onEnter();
        }}
      />
      <div className="keypad">
        {["7", "8", "9", "4", "5", "6", "1", "2", "3"].map((key) => (
          <Button key={key} className="key" variant="default" onClick={() => press(key)}>
            {key}
          </Button>
        ))}
        <Button
          className="key"
          variant="default"
          disabled={whole}
          aria-label={say("keypad.decimal")}
          onClick={() => press(".")}
        >
          .
        </Button>
        <Button className="key" variant="default" onClick={() => press("0")}>
          0
        </Button>
        <Button
          className="key"
          variant="default"
          aria-label={say("keypad.back")}
          onClick={() => onValue(value.slice(0, -1))}
        >
          ⌫
        </Button>
      </div>
    </div>
  );
}

interface AmountFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly currency: string;
  readonly onEnter?: () => void;
}

export function AmountField({ label, value, onValue, currency, onEnter }: AmountFieldProps) {
  const say = useSay();
  const wrong = value !== "" && parseAmount(value, digitsOf(currency)) === undefined;
  return (
    <KeypadField
      label={label}
      value={value}
      onValue={onValue}
      error={wrong ? say("tender.amountWrong") : undefined}
      {...(onEnter === undefined ? {} : { onEnter })}
    />
  );
}
