/** Row 32: the receipt by e-mail, typed now and sent once there is a connection; and an invoice of a sale. */
import { Button, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PaperBlocks } from "../ui/receipt-preview.tsx";

export function EmailReceipt({ saleId, onDone }: { saleId: string; onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const [to, setTo] = useState("");
  const [state, setState] = useState<"queued" | "sent" | undefined>();
  const send = async () => {
    const sent = await act((client, actId) => client.sales.email({ actId, saleId, to: to.trim() }));
    if (sent !== undefined) setState(sent.state);
  };
  return (
    <Dialog
      title={say("email.title")}
      onClose={onDone}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={!to.includes("@") || state !== undefined}
          onClick={() => void send()}
        >
          {say("email.send")}
        </Button>
      }
    >
      <TextInput
        size="lg"
        type="email"
        label={say("email.to")}
        value={to}
        data-autofocus=""
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {state !== undefined && <Text role="status">{say(`email.${state}`)}</Text>}
    </Dialog>
  );
}

export function MakeInvoice({ sale, onDone }: { sale: SaleItem; onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const [name, setName] = useState(sale.clientName ?? "");
  const [address, setAddress] = useState("");
  const [taxNumber, setTaxNumber] = useState("");
  const [made, setMade] = useState<ReceiptDocument | undefined>();
  const make = async () => {
    const invoice = await act((client, actId) =>
      client.sales.invoice({
        actId,
        saleId: sale.saleId,
        buyer: {
          name: name.trim(),
          address: address.trim(),
          ...(taxNumber.trim() === "" ? {} : { taxNumber: taxNumber.trim() }),
        },
      }),
    );
    setMade(invoice?.document);
  };
  return (
    <Dialog
      title={say("invoice.title", { number: sale.receiptNumber })}
      onClose={onDone}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={name.trim() === "" || address.trim() === "" || made !== undefined}
          onClick={() => void make()}
        >
          {say("invoice.make")}
        </Button>
      }
    >
      {made !== undefined ? (
        <div className="paper">
          <PaperBlocks document={made} />
        </div>
      ) : (
        <>
          <TextInput
            size="lg"
            label={say("invoice.name")}
            value={name}
            data-autofocus=""
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            size="lg"
            autosize
            minRows={2}
            label={say("invoice.address")}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <TextInput
            size="lg"
            label={say("invoice.taxNumber")}
            value={taxNumber}
            onChange={(event) => setTaxNumber(event.currentTarget.value)}
          />
        </>
      )}
    </Dialog>
  );
}
