/** Sales as rows to press: number, when, who, how much, how it stands; and sales found by many traits. */
import { UnstyledButton } from "@mantine/core";
import { useEffect, useState } from "react";
import type { SaleItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useLink } from "../till.tsx";
import { SavedMark } from "./mark.tsx";

interface SaleRowsProps {
  readonly items: readonly SaleItem[];
  readonly chosen: string | undefined;
  readonly onChoose: (saleId: string) => void;
}

export function SaleRows({ items, chosen, onChoose }: SaleRowsProps) {
  const say = useSay();
  const sayCode = useSayCode();
  const { dayTime, money } = useFormats();
  return (
    <ul className="rows" data-testid="sales-found">
      {items.map((item) => (
        <li key={item.saleId} data-sale={item.saleId} data-state={item.state}>
          <UnstyledButton
            className="row-card"
            aria-pressed={item.saleId === chosen}
            onClick={() => onChoose(item.saleId)}
          >
            <span>
              <strong>{item.receiptNumber}</strong>
              <small>
                {dayTime(item.at)} · {item.staffName}
                {item.clientName === undefined ? "" : ` · ${item.clientName}`} ·{" "}
                {item.tenders.map((kind) => sayCode("tender.kind", kind) ?? kind).join(", ")}
              </small>
            </span>
            <SavedMark state={item.state} />
            <strong className="figure">
              {item.amountsWithheld === true
                ? say("sales.amountWithheld")
                : money(item.totalMinor, item.currency)}
            </strong>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

/** What `sales.find` may be asked for besides words. */
export interface SaleTraits {
  readonly day?: string;
  readonly amountMinor?: number;
  readonly clientId?: string;
  readonly lastFour?: string;
  readonly serial?: string;
  readonly tenderKind?: string;
}

/** Sales for what is asked, newest answer only; undefined until the first answer. */
export function useFoundSales(query: string, traits: SaleTraits): readonly SaleItem[] | undefined {
  const { client } = useLink();
  const [found, setFound] = useState<readonly SaleItem[] | undefined>();
  const asked = JSON.stringify(traits);
  useEffect(() => {
    let stale = false;
    client?.sales
      .find({ query: query.trim(), ...(JSON.parse(asked) as SaleTraits), limit: 100 })
      .then((items) => {
        if (!stale) setFound(items);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, query, asked]);
  return found;
}
