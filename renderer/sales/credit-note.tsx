/** The credit note of a return, or of an invoice that was wrong: whom it is for, then the paper. */
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PaperBlocks } from "../ui/receipt-preview.tsx";
import { BuyerFields, BuyerRead, buyerTyped, isBuyer } from "./buyer-fields.tsx";

/** What the till says can be credited; the buyer is asked for where another till has them. */
export interface CreditNoteOffer {
  readonly invoiceNumber: string;
  readonly buyer?:
    | {
        readonly name: string;
        readonly address: string;
        readonly taxNumber?: string | undefined;
      }
    | undefined;
}

interface CreditNoteProps {
  readonly sale: {
    readonly saleId: string;
    readonly receiptNumber: string;
    readonly clientName?: string | undefined;
  };
  readonly offer: CreditNoteOffer;
  readonly onDone: () => void;
}

export function CreditNote({ sale, offer, onDone }: CreditNoteProps) {
  const say = useSay();
  const act = useAct();
  const [typed, setTyped] = useState({ name: sale.clientName ?? "", address: "", taxNumber: "" });
  const [made, setMade] = useState<ReceiptDocument | undefined>();
  const known = offer.buyer;
  const make = async () => {
    const buyer = known === undefined ? { buyer: buyerTyped(typed) } : {};
    const note = await act((client, actId) =>
      client.sales.creditNote({ actId, saleId: sale.saleId, ...buyer }),
    );
    setMade(note?.document);
  };
  return (
    <Dialog
      title={say("creditNote.title", { number: sale.receiptNumber })}
      onClose={onDone}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={(known === undefined && !isBuyer(typed)) || made !== undefined}
          onClick={() => void make()}
          {...(known === undefined ? {} : { "data-autofocus": "" })}
          data-testid="make-credit-note"
        >
          {say("creditNote.make")}
        </Button>
      }
    >
      {made !== undefined ? (
        <div className="paper">
          <PaperBlocks document={made} />
        </div>
      ) : (
        <>
          <Text>{say("creditNote.of", { number: offer.invoiceNumber })}</Text>
          {known === undefined ? (
            <BuyerFields buyer={typed} onChange={setTyped} />
          ) : (
            <BuyerRead buyer={known} />
          )}
        </>
      )}
    </Dialog>
  );
}
