/** What a person changes about a client: how to reach them, and what they allow, each with its day. */
import { Button, Checkbox, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ClientCardView } from "#shared/till-api/views/client-card.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** Fields by which a client is greeted and reached, in the order of the form. */
const FIELDS = ["name", "greeting", "phone", "email", "street", "postcode", "city"] as const;
type Field = (typeof FIELDS)[number];
type Typed = Readonly<Record<Field, string>>;

type Allowed = NonNullable<ClientCardView["allows"]>[number];

/** The two ways into a client's record, under their card. */
export function ClientDetails({ clientId }: { clientId: string }) {
  const say = useSay();
  const [open, setOpen] = useState<"fields" | "consents" | undefined>();
  const card = useLive(
    (client, signal) => client.views.clientCard({ clientId }, { signal }),
    clientId,
  );
  if (card === undefined) return null;
  const close = () => setOpen(undefined);
  return (
    <div className="act-row">
      <Button size="lg" variant="default" onClick={() => setOpen("fields")}>
        {say("client.edit")}
      </Button>
      <Button size="lg" variant="default" onClick={() => setOpen("consents")}>
        {say("consent.open")}
      </Button>
      {open === "fields" && <EditClient client={card.client} onDone={close} />}
      {open === "consents" && <Consents card={card} onDone={close} />}
    </div>
  );
}

interface EditClientProps {
  readonly client: ClientCardView["client"];
  readonly onDone: () => void;
}

/** Only what was changed is sent: what another till changes meanwhile stays. */
export function EditClient({ client, onDone }: EditClientProps) {
  const say = useSay();
  const act = useAct();
  const [before] = useState(() => typedOf(client));
  const [typed, setTyped] = useState(before);
  const changed = FIELDS.filter((field) => typed[field].trim() !== before[field]);
  const save = async () => {
    if (changed.length === 0 || typed.name.trim() === "") return;
    const set = changed.filter((field) => typed[field].trim() !== "");
    const saved = await act((till, actId) =>
      till.clients.change({
        actId,
        clientId: client.id,
        set: Object.fromEntries(set.map((field) => [field, typed[field].trim()])),
        cleared: changed.filter((field) => typed[field].trim() === ""),
      }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <Dialog
      title={say("client.editOf", { name: client.name })}
      onClose={onDone}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={changed.length === 0 || typed.name.trim() === ""}
          onClick={() => void save()}
          data-testid="save-client"
        >
          {say("client.save")}
        </Button>
      }
    >
      <form
        className="two-columns"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {FIELDS.map((field, index) => (
          <TextInput
            key={field}
            size="lg"
            label={say(`client.${field}`)}
            required={field === "name"}
            inputMode={field === "phone" ? "tel" : field === "email" ? "email" : "text"}
            autoComplete="off"
            value={typed[field]}
            data-autofocus={index === 0 ? "" : undefined}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setTyped((all) => ({ ...all, [field]: value }));
            }}
          />
        ))}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function typedOf(client: EditClientProps["client"]): Typed {
  return Object.fromEntries(FIELDS.map((field) => [field, client[field] ?? ""])) as Typed;
}

interface ConsentsProps {
  readonly card: ClientCardView;
  readonly onDone: () => void;
}

/** Asked aloud in the words that stand here: the answer is kept with its day and these words. */
export function Consents({ card, onDone }: ConsentsProps) {
  const say = useSay();
  const { client, allows = [] } = card;
  return (
    <Dialog title={say("consent.title", { name: client.name })} onClose={onDone}>
      <Text>{say("consent.how")}</Text>
      <ul className="plain-list" data-testid="consents">
        {allows.map((one) => (
          <li key={`${one.purpose}.${one.channel}`}>
            <Consent clientId={client.id} about={one} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Consent({ clientId, about }: { clientId: string; about: Allowed }) {
  const say = useSay();
  const sayCode = useSayCode();
  const act = useAct();
  const { day } = useFormats();
  const { purpose, channel, given, atMs } = about;
  const wording = sayCode("consent.ask", `${purpose}.${channel}`) ?? `${purpose}, ${channel}`;
  const since =
    atMs === undefined
      ? say("consent.never")
      : say(given ? "consent.given" : "consent.withdrawn", { day: day(atMs) });
  return (
    <Checkbox
      size="lg"
      label={wording}
      description={since}
      checked={given}
      onChange={(event) => {
        const answer = { purpose, channel, given: event.currentTarget.checked, wording };
        void act((till, actId) => till.clients.consent({ actId, clientId, ...answer }));
      }}
      data-consent={`${purpose}.${channel}`}
    />
  );
}
