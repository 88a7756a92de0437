/** Row 32: the receipt by e-mail, typed now and sent once there is a connection; and an invoice of a sale. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PaperBlocks } from "../ui/receipt-preview.tsx";
import { BuyerFields, buyerTyped, isBuyer } from "./buyer-fields.tsx";

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
  const [buyer, setBuyer] = useState({ name: sale.clientName ?? "", address: "", taxNumber: "" });
  const [made, setMade] = useState<ReceiptDocument | undefined>();
  const make = async () => {
    const invoice = await act((client, actId) =>
      client.sales.invoice({ actId, saleId: sale.saleId, buyer: buyerTyped(buyer) }),
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
          disabled={!isBuyer(buyer) || made !== undefined}
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
        <BuyerFields buyer={buyer} onChange={setBuyer} />
      )}
    </Dialog>
  );
}
