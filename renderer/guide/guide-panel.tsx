/** Demo mode: the first five minutes as a tour that ticks itself, with the switches that break things. */
import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { SessionView } from "#shared/till-api/views/session.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useLink, useLive } from "../till.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { PaperBlocks } from "../ui/receipt-preview.tsx";
import { WhereIsMySale } from "./where-is-my-sale.tsx";

export function GuidePanel({ session }: { session: SessionView }) {
  const say = useSay();
  const act = useAct();
  const link = useLink();
  // On an upright tablet the counter needs the whole page: there the tour opens by its button.
  const [open, setOpen] = useState(() => !matchMedia("(max-width: 900px)").matches);
  const [showing, setShowing] = useState<"paper" | "where" | undefined>();
  const guide = useLive((client, signal) => client.views.guide(undefined, { signal }));
  const lamp = useLive((client, signal) => client.views.lamp(undefined, { signal }));
  const cut = lamp?.cutByHand ?? false;
  /** Never tried a second time: the till that comes back must not lose its plug again. */
  const pullPlug = () =>
    void link.client?.demo.pullPlug({ actId: crypto.randomUUID() }).catch(() => undefined);
  if (!open)
    return (
      <Button className="guide-opener" variant="default" onClick={() => setOpen(true)}>
        {say("guide.open")}
      </Button>
    );
  return (
    <aside className="guide" aria-label={say("guide.title")}>
      <header className="sheet-head">
        <Title order={2}>{say("guide.title")}</Title>
        <Button variant="subtle" size="sm" onClick={() => setOpen(false)}>
          {say("guide.close")}
        </Button>
      </header>
      <ol className="guide-steps" data-testid="guide-steps">
        {(guide?.steps ?? []).map((step) => (
          <li key={step.key} data-step={step.key} data-done={step.done}>
            <span aria-hidden="true">{step.done ? "✓" : "○"}</span>
            <span>
              {say(`guide.step.${step.key}`)}
              {step.done && <span className="visually-hidden"> {say("guide.done")}</span>}
            </span>
          </li>
        ))}
      </ol>
      <div className="guide-acts">
        <Button
          size="md"
          variant={cut ? "filled" : "light"}
          data-testid="cut-link"
          onClick={() => act((client, actId) => client.demo.setLink({ actId, cut: !cut }))}
        >
          {say(cut ? "guide.restore" : "guide.cut")}
        </Button>
        <Button size="md" variant="light" data-testid="pull-plug" onClick={pullPlug}>
          {say("guide.plug")}
        </Button>
        <Button
          size="md"
          variant="light"
          onClick={() => setShowing(showing === "paper" ? undefined : "paper")}
        >
          {say("guide.paper")}
        </Button>
        <Button
          size="md"
          variant="light"
          data-testid="where"
          onClick={() => setShowing(showing === "where" ? undefined : "where")}
        >
          {say("guide.where")}
        </Button>
        <Button
          size="md"
          variant="light"
          data-testid="restart-tour"
          onClick={() => act((client, actId) => client.demo.restartTour({ actId }))}
        >
          {say("guide.restart")}
        </Button>
      </div>
      {showing === "paper" && <Paper />}
      {showing === "where" && <WhereIsMySale />}
      <div className="guide-links">
        {(
          [
            ["guide.webShop", session.links.webShop],
            ["guide.hq", session.links.hq],
            ["guide.codes", guide?.codesUrl],
          ] as const
        ).map(([name, url]) =>
          url === undefined ? null : (
            <div key={name}>
              <a href={url} target="_blank" rel="noreferrer">
                {say(name)}
              </a>
              <QrCode text={url} label={say(name)} />
            </div>
          ),
        )}
      </div>
    </aside>
  );
}

function Paper() {
  const say = useSay();
  const paper = useLive((client, signal) => client.views.paper(undefined, { signal }));
  const last = paper?.documents[0];
  if (last === undefined) return <Text>{say("guide.noPaper")}</Text>;
  return (
    <div className="paper">
      <PaperBlocks document={last.document} />
    </div>
  );
}
