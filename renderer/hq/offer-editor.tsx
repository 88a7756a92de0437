/** A percentage off a category in chosen stores: the draft, who it reaches, what is live, and one-press stop. */
import { Badge, Button, Checkbox, Select, Table, Text, TextInput, Title } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import type { HqClient } from "./hq-app.tsx";
import type { HqRun } from "./hq-page.tsx";

type Store = Awaited<ReturnType<HqClient["stores"]>>[number];
type Category = Awaited<ReturnType<HqClient["categories"]>>[number];
type Offer = Awaited<ReturnType<HqClient["offers"]>>[number];
type Reach = Awaited<ReturnType<HqClient["reach"]>>;

const EVERYTHING = "*";
const PERCENT = /^(100|\d{1,2}([.,]\d{1,2})?)$/;

export function OfferEditor({ client, run }: { client: HqClient; run: HqRun }) {
  const [offers, setOffers] = useState<readonly Offer[]>([]);
  const load = useCallback(() => void client.offers().then(setOffers, () => undefined), [client]);
  useEffect(load, [load]);
  return (
    <div className="split">
      <NewOffer client={client} run={run} onPublished={load} />
      <LiveOffers client={client} run={run} offers={offers} onStopped={load} />
    </div>
  );
}

function NewOffer({
  client,
  run,
  onPublished,
}: {
  client: HqClient;
  run: HqRun;
  onPublished: () => void;
}) {
  const say = useSay();
  const [stores, setStores] = useState<readonly Store[]>([]);
  const [categories, setCategories] = useState<readonly Category[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [categoryId, setCategoryId] = useState<string | null>(EVERYTHING);
  const [name, setName] = useState("");
  const [percent, setPercent] = useState("");
  const [reach, setReach] = useState<Reach | undefined>();
  const category = categoryId === null || categoryId === EVERYTHING ? {} : { categoryId };
  useEffect(() => {
    client.stores().then(setStores, () => undefined);
    client.categories().then(setCategories, () => undefined);
  }, [client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted again when the choice changes
  useEffect(() => {
    if (chosen.length === 0) return setReach(undefined);
    client.reach({ storeIds: [...chosen], ...category }).then(setReach, () => undefined);
  }, [client, chosen, categoryId]);
  const ready = name.trim() !== "" && PERCENT.test(percent) && chosen.length > 0;
  const publish = async () => {
    const published = await run(
      () =>
        client.publishOffer({
          requestId: crypto.randomUUID(),
          name: name.trim(),
          percent: percent.replace(",", "."),
          storeIds: [...chosen],
          ...category,
        }),
      (value) =>
        say("hq.reached", {
          tills: value.reach.tillsConnected,
          all: value.reach.tills,
          stores: value.reach.stores,
        }),
    );
    if (published) onPublished();
  };
  return (
    <form
      className="hq-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void publish();
      }}
    >
      <Title order={2}>{say("hq.newOffer")}</Title>
      <TextInput
        size="lg"
        label={say("hq.offerName")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="lg"
        inputMode="decimal"
        label={say("hq.percent")}
        value={percent}
        error={percent !== "" && !PERCENT.test(percent) ? say("hq.percentWrong") : undefined}
        onChange={(event) => setPercent(event.currentTarget.value)}
      />
      <Select
        size="lg"
        label={say("hq.category")}
        value={categoryId}
        onChange={setCategoryId}
        allowDeselect={false}
        searchable
        data={[
          { value: EVERYTHING, label: say("hq.everything") },
          ...categories.map((one) => ({ value: one.id, label: `${one.name} (${one.products})` })),
        ]}
      />
      <Checkbox.Group label={say("hq.stores")} value={[...chosen]} onChange={setChosen}>
        {stores.map((store) => (
          <Checkbox
            key={store.id}
            size="lg"
            mt="xs"
            value={store.id}
            label={say("hq.storeTills", { name: store.name, tills: store.tills })}
          />
        ))}
      </Checkbox.Group>
      {reach !== undefined && (
        <Text>
          {say("hq.reachOffer", {
            stores: reach.stores,
            tills: reach.tills,
            products: reach.products,
            clients: reach.clients,
          })}
        </Text>
      )}
      <Button size="xl" type="submit" disabled={!ready} data-testid="hq-publish-offer">
        {say("hq.publish")}
      </Button>
    </form>
  );
}

interface LiveOffersProps {
  readonly client: HqClient;
  readonly run: HqRun;
  readonly offers: readonly Offer[];
  readonly onStopped: () => void;
}

function LiveOffers({ client, run, offers, onStopped }: LiveOffersProps) {
  const say = useSay();
  const sayCode = useSayCode();
  const { dayTime } = useFormats();
  const stop = async (offer: Offer) => {
    const stopped = await run(
      () => client.stopOffer({ requestId: crypto.randomUUID(), offerId: offer.id }),
      () => say("hq.stopped", { name: offer.name }),
    );
    if (stopped) onStopped();
  };
  return (
    <section aria-label={say("hq.offers")}>
      <Title order={2}>{say("hq.liveOffers")}</Title>
      {offers.length === 0 && <Text>{say("hq.noOffers")}</Text>}
      <Table data-testid="hq-offers">
        <Table.Tbody>
          {offers.map((offer) => (
            <Table.Tr key={offer.id}>
              <Table.Td>
                <strong>{offer.name}</strong> {offer.percent} %
              </Table.Td>
              <Table.Td>{dayTime(offer.validFromMs)}</Table.Td>
              <Table.Td>
                <Badge variant="light">{sayCode("hq.offerState", offer.state)}</Badge>
              </Table.Td>
              <Table.Td>
                {(offer.state === "live" || offer.state === "coming") && (
                  <Button size="md" variant="light" color="orange" onClick={() => void stop(offer)}>
                    {say("hq.stop")}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
