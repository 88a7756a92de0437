/** The till's own settings: devices, training mode, the outage drill, the tax archive, approvals given. */
import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useGo } from "../ui/go.ts";
import { AuditLog } from "./audit-log.tsx";
import { Devices } from "./devices.tsx";
import { Drill } from "./drill.tsx";
import { Fiscal } from "./fiscal.tsx";
import { Floor } from "./floor.tsx";
import { HandOver } from "./hand-over.tsx";
import { Phones } from "./phones.tsx";
import { QuickKeys } from "./quick-keys.tsx";
import { Training } from "./training.tsx";
import { WaitingUpdate } from "./waiting-update.tsx";

const TABS = [
  "devices",
  "keys",
  "floor",
  "phones",
  "hand-over",
  "training",
  "drill",
  "fiscal",
  "log",
] as const;
type Tab = (typeof TABS)[number];

export function SettingsScreen({ startWith }: { startWith?: Tab }) {
  const say = useSay();
  const { openId } = useGo();
  const asked = TABS.find((one) => one === openId);
  const [tab, setTab] = useState<Tab>(startWith ?? asked ?? "devices");
  return (
    <Tabs
      className="page-tabs"
      value={tab}
      onChange={(value) => setTab(value as Tab)}
      keepMounted={false}
    >
      <Tabs.List aria-label={say("nav.settings")}>
        {TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {say(`settings.tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <WaitingUpdate />
      <Tabs.Panel value="devices">
        <Devices />
      </Tabs.Panel>
      <Tabs.Panel value="keys">
        <QuickKeys />
      </Tabs.Panel>
      <Tabs.Panel value="hand-over">
        <HandOver />
      </Tabs.Panel>
      <Tabs.Panel value="floor">
        <Floor />
      </Tabs.Panel>
      <Tabs.Panel value="phones">
        <Phones />
      </Tabs.Panel>
      <Tabs.Panel value="training">
        <Training />
      </Tabs.Panel>
      <Tabs.Panel value="drill">
        <Drill />
      </Tabs.Panel>
      <Tabs.Panel value="fiscal">
        <Fiscal />
      </Tabs.Panel>
      <Tabs.Panel value="log">
        <AuditLog />
      </Tabs.Panel>
    </Tabs>
  );
}
