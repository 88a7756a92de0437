/** Who an invoice or credit note is for: typed, or read where the invoice has said it. */
import { Text, Textarea, TextInput } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";

export interface BuyerText {
  readonly name: string;
  readonly address: string;
  readonly taxNumber: string;
}

/** A buyer as the till takes it: without blanks around, and without an empty tax number. */
export function buyerTyped({ name, address, taxNumber }: BuyerText) {
  return {
    name: name.trim(),
    address: address.trim(),
    ...(taxNumber.trim() === "" ? {} : { taxNumber: taxNumber.trim() }),
  };
}

/** Whether there is enough of a buyer for a paper with a name on it. */
export function isBuyer({ name, address }: BuyerText): boolean {
  return name.trim() !== "" && address.trim() !== "";
}

interface BuyerFieldsProps {
  readonly buyer: BuyerText;
  readonly onChange: (buyer: BuyerText) => void;
}

export function BuyerFields({ buyer, onChange }: BuyerFieldsProps) {
  const say = useSay();
  return (
    <>
      <TextInput
        size="lg"
        label={say("invoice.name")}
        value={buyer.name}
        data-autofocus=""
        onChange={(event) => onChange({ ...buyer, name: event.currentTarget.value })}
      />
      <Textarea
        size="lg"
        autosize
        minRows={2}
        label={say("invoice.address")}
        value={buyer.address}
        onChange={(event) => onChange({ ...buyer, address: event.currentTarget.value })}
      />
      <TextInput
        size="lg"
        label={say("invoice.taxNumber")}
        value={buyer.taxNumber}
        onChange={(event) => onChange({ ...buyer, taxNumber: event.currentTarget.value })}
      />
    </>
  );
}

interface BuyerReadProps {
  readonly buyer: {
    readonly name: string;
    readonly address: string;
    readonly taxNumber?: string | undefined;
  };
}

/** The buyer as the invoice names them; a credit note names no other. */
export function BuyerRead({ buyer }: BuyerReadProps) {
  return (
    <address className="stack">
      {[buyer.name, buyer.address, buyer.taxNumber]
        .filter((part) => part !== undefined)
        .map((part) => (
          <Text key={part}>{part}</Text>
        ))}
    </address>
  );
}
