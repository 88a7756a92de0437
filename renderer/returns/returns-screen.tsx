/** Returns: which sale it was (scanned, found by any trait or by its client, or none), then what comes back and what is paid back. */
import { Button, Text, TextInput, Title } from "@mantine/core";
import { useCallback, useState } from "react";
import type { PersonItem } from "#shared/till-api/views/lists.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { useGo } from "../ui/go.ts";
import { PersonButton, usePeople } from "../ui/people.tsx";
import { SaleRows, useFoundSales } from "../ui/sale-rows.tsx";
import { useScanInput } from "../ui/use-scans.ts";
import { ReturnForm } from "./return-form.tsx";
import { type RefundableLine, type ReturnSource, sourceOfSale } from "./return-source.ts";

export function ReturnsScreen() {
  const { openId } = useGo();
  const [source, setSource] = useState<ReturnSource | undefined>();
  const [asked, setAsked] = useState<string | undefined>();
  const { open, isOpening } = useOpenSale(setSource);
  if (openId !== undefined && openId !== asked) {
    setAsked(openId);
    void open(openId);
  }
  if (source === undefined)
    return <FindSale onSource={setSource} onSale={open} isOpening={isOpening} />;
  return <ReturnForm key={source.key} source={source} onDone={() => setSource(undefined)} />;
}

/** Fetches what of a sale may still come back; `clientId` when it was found by its client. */
function useOpenSale(onSource: (source: ReturnSource) => void) {
  const act = useAct();
  const [isOpening, setOpening] = useState(false);
  const open = useCallback(
    async (saleId: string, clientId?: string) => {
      setOpening(true);
      const found = await act((client) => client.sales.get({ saleId }));
      setOpening(false);
      if (found === undefined) return;
      const source = sourceOfSale(found.sale, found.refundable as readonly RefundableLine[]);
      onSource({ ...source, clientId });
    },
    [act, onSource],
  );
  return { open, isOpening };
}

interface FindSaleProps {
  readonly onSource: (source: ReturnSource) => void;
  readonly onSale: (saleId: string, clientId?: string) => Promise<void>;
  /** A sale is on its way: what is scanned meanwhile is for its page. */
  readonly isOpening: boolean;
}

function FindSale({ onSource, onSale, isOpening }: FindSaleProps) {
  const say = useSay();
  const act = useAct();
  const [query, setQuery] = useState("");
  const [person, setPerson] = useState<PersonItem | undefined>();
  const [chosen, setChosen] = useState<string | undefined>();
  const found = useFoundSales(query, person === undefined ? {} : { clientId: person.id });
  const sales = found?.filter((one) => one.kind === "sale");
  const people = usePeople(person === undefined ? query : "");
  const scanned = useCallback(
    async (raw: string) => {
      const read = await act((client) => client.sales.openReceipt({ raw }));
      if (read !== undefined) onSource({ ...read, key: raw });
    },
    [act, onSource],
  );
  useScanInput(isOpening ? undefined : scanned);
  const pick = (picked: PersonItem | undefined) => {
    setQuery("");
    setPerson(picked);
  };
  const openFirst = () => {
    const [first] = sales ?? [];
    const [someone] = people ?? [];
    if (first !== undefined) void onSale(first.saleId, person?.id);
    else if (someone !== undefined) pick(someone);
  };
  return (
    <section className="page" aria-labelledby="returns-title">
      <Title order={1} size="h2" id="returns-title">
        {say("returns.title")}
      </Title>
      <TextInput
        size="lg"
        label={say("returns.find")}
        value={query}
        autoFocus
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") openFirst();
        }}
      />
      <ByClient person={person} people={people} onPick={pick} />
      {sales?.length === 0 && <Text>{say("returns.nothing")}</Text>}
      <SaleRows
        items={sales ?? []}
        chosen={chosen}
        onChoose={(saleId) => {
          setChosen(saleId);
          void onSale(saleId, person?.id);
        }}
      />
      <footer className="page-foot">
        <Button
          size="lg"
          variant="default"
          onClick={() => onSource({ key: "none", refundable: [] })}
          data-testid="without-receipt"
        >
          {say("returns.withoutReceipt")}
        </Button>
      </footer>
    </section>
  );
}

interface ByClientProps {
  readonly person: PersonItem | undefined;
  readonly people: readonly PersonItem[] | undefined;
  readonly onPick: (person: PersonItem | undefined) => void;
}

/** Whose sales are shown: the people found for what is typed, or the one chosen. */
function ByClient({ person, people, onPick }: ByClientProps) {
  const say = useSay();
  if (person !== undefined)
    return (
      <div className="row-card" data-testid="sales-of" data-client={person.id}>
        <strong>{say("returns.salesOf", { name: person.name })}</strong>
        <Button size="lg" variant="default" onClick={() => onPick(undefined)}>
          {say("client.clear")}
        </Button>
      </div>
    );
  if (people === undefined || people.length === 0) return null;
  return (
    <ul className="people-found" aria-label={say("returns.people")}>
      {people.map((one) => (
        <li key={one.id}>
          <PersonButton person={one} onPick={() => onPick(one)} />
        </li>
      ))}
    </ul>
  );
}
