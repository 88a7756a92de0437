/** HQ's one page for now: a price, now or from a date, and a percentage offer for chosen stores. */
import { Alert, Button, Group, Tabs, Title } from "@mantine/core";
import { useState } from "react";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { ViewMenu } from "../ui/view-menu.tsx";
import { Archive } from "./archive.tsx";
import { DayPage } from "./day-page.tsx";
import type { HqClient, HqMe } from "./hq-app.tsx";
import { OfferEditor } from "./offer-editor.tsx";
import { PriceEditor } from "./price-editor.tsx";
import { PrivacyEditor } from "./privacy-editor.tsx";
import { QuickKeysEditor } from "./quick-keys.tsx";
import { SalePage } from "./sale-page.tsx";
import { Tills } from "./tills.tsx";

interface HqPageProps {
  readonly client: HqClient;
  readonly me: HqMe;
  readonly onSignOut: () => void;
}

/** What an act at HQ came to, said at the top of the page. */
export interface HqOutcome {
  readonly good: boolean;
  readonly title: string;
  readonly text: string;
}

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly refusal: {
        readonly code: string;
        readonly args: Record<string, string | number | boolean>;
        readonly happened: string;
        readonly act: string;
      };
    };

export type HqRun = <Value>(
  call: () => Promise<Answer<Value>>,
  said: (value: Value) => string,
) => Promise<boolean>;

export function HqPage({ client, me, onSignOut }: HqPageProps) {
  const say = useSay();
  const sayCode = useSayCode();
  const [outcome, setOutcome] = useState<HqOutcome | undefined>();
  const run: HqRun = async (call, said) => {
    const answer = await call().catch(() => undefined);
    if (answer === undefined) {
      setOutcome({ good: false, title: say("hq.unreachable"), text: say("hq.unreachableAct") });
      return false;
    }
    if (!answer.ok) {
      const { code, args, happened, act } = answer.refusal;
      setOutcome({ good: false, title: sayCode("refusal", code, args) ?? happened, text: act });
      return false;
    }
    setOutcome({ good: true, title: say("hq.published"), text: said(answer.value) });
    return true;
  };
  const signOut = async () => {
    await client.signOut().catch(() => undefined);
    onSignOut();
  };
  return (
    <div className="hq">
      <header className="top-bar">
        <Title order={1} size="h3">
          {say("hq.heading", { chain: me.chainName })}
        </Title>
        <Group>
          <ViewMenu />
          <span>{me.staff?.name}</span>
          <Button variant="default" size="md" onClick={() => void signOut()}>
            {say("staff.signOut")}
          </Button>
        </Group>
      </header>
      <main className="hq-main">
        {outcome !== undefined && (
          <Alert
            color={outcome.good ? "teal" : "orange"}
            role={outcome.good ? "status" : "alert"}
            title={outcome.title}
            withCloseButton
            closeButtonLabel={say("notice.dismiss")}
            onClose={() => setOutcome(undefined)}
            data-testid="hq-outcome"
          >
            {outcome.text}
          </Alert>
        )}
        <HqTabs client={client} me={me} run={run} />
      </main>
    </div>
  );
}

/** The pages of head office, one a tab. */
function HqTabs({ client, me, run }: Pick<HqPageProps, "client" | "me"> & { readonly run: HqRun }) {
  const say = useSay();
  return (
    <Tabs defaultValue="price">
      <Tabs.List aria-label={say("nav.label")}>
        <Tabs.Tab value="price">{say("hq.prices")}</Tabs.Tab>
        <Tabs.Tab value="offer">{say("hq.offers")}</Tabs.Tab>
        <Tabs.Tab value="day">{say("hq.day")}</Tabs.Tab>
        <Tabs.Tab value="sale">{say("hq.sale")}</Tabs.Tab>
        <Tabs.Tab value="tills">{say("hq.tills")}</Tabs.Tab>
        <Tabs.Tab value="keys">{say("tiles.title")}</Tabs.Tab>
        <Tabs.Tab value="archive">{say("settings.tab.fiscal")}</Tabs.Tab>
        {me.staff?.mayErase === true && <Tabs.Tab value="privacy">{say("hq.privacy")}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="price" pt="md">
        <PriceEditor client={client} run={run} />
      </Tabs.Panel>
      <Tabs.Panel value="privacy" pt="md">
        <PrivacyEditor client={client} run={run} />
      </Tabs.Panel>
      <Tabs.Panel value="day" pt="md">
        <DayPage client={client} currency={me.currency} />
      </Tabs.Panel>
      <Tabs.Panel value="sale" pt="md">
        <SalePage client={client} />
      </Tabs.Panel>
      <Tabs.Panel value="keys" pt="md">
        <QuickKeysEditor client={client} run={run} currency={me.currency} />
      </Tabs.Panel>
      <Tabs.Panel value="archive" pt="md">
        <Archive client={client} />
      </Tabs.Panel>
      <Tabs.Panel value="tills" pt="md">
        <Tills client={client} />
      </Tabs.Panel>
      <Tabs.Panel value="offer" pt="md">
        <OfferEditor client={client} run={run} />
      </Tabs.Panel>
    </Tabs>
  );
}
