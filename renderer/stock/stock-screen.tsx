/** Stock at the counter: look it up anywhere, receive, count, move, what runs out, and shelf labels. */
import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { CountStock } from "./count-stock.tsx";
import { Labels } from "./labels.tsx";
import { LookUp } from "./look-up.tsx";
import { LowStock } from "./low-stock.tsx";
import { MoveStock } from "./move-stock.tsx";
import { ReceiveStock } from "./receive-stock.tsx";

const TABS = ["look-up", "receive", "count", "move", "low", "labels"] as const;
type Tab = (typeof TABS)[number];

export function StockScreen({ startWith = "look-up" }: { startWith?: Tab }) {
  const say = useSay();
  const [tab, setTab] = useState<Tab>(startWith);
  return (
    <Tabs
      className="page-tabs"
      value={tab}
      onChange={(value) => setTab(value as Tab)}
      keepMounted={false}
    >
      <Tabs.List aria-label={say("nav.stock")}>
        {TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {say(`stock.tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="look-up">
        <LookUp />
      </Tabs.Panel>
      <Tabs.Panel value="receive">
        <ReceiveStock />
      </Tabs.Panel>
      <Tabs.Panel value="count">
        <CountStock />
      </Tabs.Panel>
      <Tabs.Panel value="move">
        <MoveStock />
      </Tabs.Panel>
      <Tabs.Panel value="low">
        <LowStock />
      </Tabs.Panel>
      <Tabs.Panel value="labels">
        <Labels />
      </Tabs.Panel>
    </Tabs>
  );
}
