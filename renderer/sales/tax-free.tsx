/** The tax-free form of a sale for a visitor: where they live, then the form from the provider. */
import { Button, NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useLocale, useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { countriesIn } from "../ui/countries.ts";
import { Dialog } from "../ui/dialog.tsx";

export function TaxFree({ sale, onDone }: { sale: SaleItem; onDone: () => void }) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const { choice } = useLocale();
  const [country, setCountry] = useState("");
  const [form, setForm] = useState<{ formNumber: string; refundMinor: number } | undefined>();
  const issue = async () =>
    setForm(
      await act((client, actId) => client.sales.taxFree({ actId, saleId: sale.saleId, country })),
    );
  return (
    <Dialog
      title={say("taxFree.title", { number: sale.receiptNumber })}
      onClose={onDone}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={country === "" || form !== undefined}
          onClick={() => void issue()}
          data-testid="tax-free"
        >
          {say("taxFree.issue")}
        </Button>
      }
    >
      <Text>{say("taxFree.how")}</Text>
      <NativeSelect
        size="lg"
        label={say("taxFree.country")}
        value={country}
        data-autofocus=""
        onChange={(event) => setCountry(event.currentTarget.value)}
        data={[
          { value: "", label: say("choice.none") },
          ...countriesIn(choice.code).map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      {form !== undefined && (
        <Text size="xl" role="status">
          {say("taxFree.done", {
            number: form.formNumber,
            amount: money(form.refundMinor, sale.currency),
          })}
        </Text>
      )}
    </Dialog>
  );
}
