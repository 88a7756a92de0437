/** The archive of a store for the tax office, as a file that the browser keeps. */
import { Button, NativeSelect, Text, TextInput, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import { useSay, useSayCode } from "../i18n/locales.ts";
import type { HqClient } from "./hq-app.tsx";

type Store = Awaited<ReturnType<HqClient["stores"]>>[number];

export function Archive({ client }: { client: HqClient }) {
  const say = useSay();
  const sayCode = useSayCode();
  const [stores, setStores] = useState<readonly Store[]>([]);
  const [asked, setAsked] = useState({ store: "", from: "", to: "" });
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | undefined>();
  useEffect(() => {
    client
      .stores()
      .then((all) => {
        setStores(all);
        setAsked((before) => ({ ...before, store: before.store || (all[0]?.id ?? "") }));
      })
      .catch(() => undefined);
  }, [client]);
  const make = async () => {
    setBusy(true);
    setSaid(undefined);
    const code = await download(asked).catch(() => "unreachable");
    setBusy(false);
    if (code === undefined) return;
    setSaid(code === "unreachable" ? say("hq.unreachable") : sayCode("refusal", code));
  };
  const day = (name: "from" | "to") => (
    <TextInput
      type="date"
      size="lg"
      label={say(`fiscal.${name}`)}
      value={asked[name]}
      onChange={(event) => setAsked({ ...asked, [name]: event.currentTarget.value })}
    />
  );
  return (
    <section className="page" aria-labelledby="hq-archive">
      <Title order={2} id="hq-archive">
        {say("fiscal.title")}
      </Title>
      <NativeSelect
        size="lg"
        label={say("hq.archiveStore")}
        value={asked.store}
        data={stores.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setAsked({ ...asked, store: event.currentTarget.value })}
      />
      {day("from")}
      {day("to")}
      <Text role="status">{said ?? ""}</Text>
      <Button
        size="lg"
        loading={busy}
        disabled={asked.store === "" || asked.from === "" || asked.to === ""}
        onClick={() => void make()}
        data-testid="hq-archive"
      >
        {say("fiscal.make")}
      </Button>
    </section>
  );
}

/** Fetches the archive and hands it to the browser as a file; answers the code of a refusal. */
async function download(asked: {
  readonly store: string;
  readonly from: string;
  readonly to: string;
}): Promise<string | undefined> {
  const response = await fetch(`/hq/archive?${new URLSearchParams(asked)}`, {
    headers: { authorization: `Bearer ${sessionStorage.getItem("hq") ?? ""}` },
  });
  if (!response.ok) {
    const problem = (await response.json()) as { readonly type?: string };
    return problem.type?.split(":").at(-1) ?? "unreachable";
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `fiscal-${asked.store}-${asked.from}-${asked.to}.zip`;
  link.click();
  URL.revokeObjectURL(link.href);
  return undefined;
}
