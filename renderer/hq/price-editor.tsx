/** A price beside what is in force: who it reaches is counted before it is published. */
import { Button, Select, Table, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useEffect, useState } from "react";
import { digitsOf, useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { parseAmount } from "../ui/amount.ts";
import type { HqClient } from "./hq-app.tsx";
import type { HqRun } from "./hq-page.tsx";

type Product = Awaited<ReturnType<HqClient["products"]>>[number];
type Price = Awaited<ReturnType<HqClient["prices"]>>[number];
type Reach = Awaited<ReturnType<HqClient["reach"]>>;
type Book = Awaited<ReturnType<HqClient["books"]>>[number];

interface EditorProps {
  readonly client: HqClient;
  readonly run: HqRun;
}

export function PriceEditor({ client, run }: EditorProps) {
  const say = useSay();
  const { money } = useFormats();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly Product[]>([]);
  const [product, setProduct] = useState<Product | undefined>();
  useEffect(() => {
    let stale = false;
    client
      .products({ query, limit: 20 })
      .then((items) => {
        if (!stale) setFound(items);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, query]);
  return (
    <div className="split">
      <section aria-label={say("hq.findProduct")}>
        <TextInput
          size="lg"
          label={say("hq.findProduct")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <ul className="people-found tall" data-testid="hq-products">
          {found.map((item) => (
            <li key={item.id}>
              <UnstyledButton
                className="person-row"
                data-sku={item.sku}
                aria-pressed={item.id === product?.id}
                onClick={() => setProduct(item)}
              >
                <strong>{item.name}</strong>
                <small>
                  {item.sku}
                  {item.priceMinor !== undefined && item.currency !== undefined
                    ? ` · ${money(item.priceMinor, item.currency)}`
                    : ""}
                </small>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={say("hq.prices")}>
        {product === undefined ? (
          <Text>{say("hq.chooseProduct")}</Text>
        ) : (
          <NewPrice key={product.id} client={client} run={run} product={product} />
        )}
      </section>
    </div>
  );
}

function NewPrice({ client, run, product }: EditorProps & { product: Product }) {
  const say = useSay();
  const { money } = useFormats();
  const [books, setBooks] = useState<readonly Book[]>([]);
  const [prices, setPrices] = useState<readonly Price[]>([]);
  const [bookId, setBookId] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [from, setFrom] = useState("");
  const [reach, setReach] = useState<Reach | undefined>();
  const book = books.find((one) => one.id === bookId);
  const amount = book === undefined ? undefined : parseAmount(typed, digitsOf(book.currency));
  const load = () => void client.prices({ productId: product.id }).then(setPrices, () => undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded once for the product shown
  useEffect(() => {
    load();
    client.books().then(
      (all) => {
        setBooks(all);
        setBookId(all[0]?.id ?? null);
      },
      () => undefined,
    );
  }, [client, product.id]);
  useEffect(() => {
    if (bookId !== null)
      client.reach({ productId: product.id, bookId }).then(setReach, () => undefined);
  }, [client, bookId, product.id]);
  const publish = async () => {
    if (amount === undefined || book === undefined) return;
    const startMs = from === "" ? undefined : new Date(from).getTime();
    const published = await run(
      () =>
        client.setPrice({
          requestId: crypto.randomUUID(),
          productId: product.id,
          bookId: book.id,
          amountMinor: amount,
          ...(startMs === undefined ? {} : { validFromMs: startMs }),
        }),
      (value) =>
        say("hq.reached", {
          tills: value.reach.tillsConnected,
          all: value.reach.tills,
          stores: value.reach.stores,
        }),
    );
    if (published) {
      setTyped("");
      load();
    }
  };
  return (
    <form
      className="hq-form"
      onSubmit={(event) => {
        event.preventDefault();
        void publish();
      }}
    >
      <Title order={2}>{product.name}</Title>
      <PriceTable prices={prices} />
      <Select
        size="lg"
        label={say("hq.book")}
        data={books.map((one) => ({ value: one.id, label: one.name }))}
        value={bookId}
        onChange={setBookId}
        allowDeselect={false}
      />
      <TextInput
        size="lg"
        inputMode="decimal"
        label={say("hq.newPrice")}
        value={typed}
        error={typed !== "" && amount === undefined ? say("tender.amountWrong") : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-testid="hq-price"
      />
      <TextInput
        size="lg"
        type="datetime-local"
        label={say("hq.from")}
        description={say("hq.fromHint")}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      {reach !== undefined && (
        <Text data-testid="hq-reach">
          {say("hq.reach", {
            stores: reach.stores,
            tills: reach.tills,
            connected: reach.tillsConnected,
          })}
        </Text>
      )}
      <Button
        size="xl"
        type="submit"
        disabled={amount === undefined || book === undefined}
        data-testid="hq-publish-price"
      >
        {amount === undefined || book === undefined
          ? say("hq.publish")
          : say("hq.publishPrice", { amount: money(amount, book.currency) })}
      </Button>
    </form>
  );
}

function PriceTable({ prices }: { prices: readonly Price[] }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { money, dayTime } = useFormats();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say("hq.book")}</Table.Th>
          <Table.Th className="figure">{say("hq.price")}</Table.Th>
          <Table.Th>{say("hq.from")}</Table.Th>
          <Table.Th>{say("hq.state")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {prices.map((price) => (
          <Table.Tr key={price.id}>
            <Table.Td>{price.bookName}</Table.Td>
            <Table.Td className="figure">{money(price.amountMinor, price.currency)}</Table.Td>
            <Table.Td>{dayTime(price.validFromMs)}</Table.Td>
            <Table.Td>{sayCode("hq.priceState", price.state)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
