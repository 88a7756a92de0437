/** The till's own settings: devices, training mode, the outage drill, the tax archive, approvals given. */
import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { AuditLog } from "./audit-log.tsx";
import { Devices } from "./devices.tsx";
import { Drill } from "./drill.tsx";
import { Fiscal } from "./fiscal.tsx";
import { Training } from "./training.tsx";

const TABS = ["devices", "training", "drill", "fiscal", "log"] as const;
type Tab = (typeof TABS)[number];

export function SettingsScreen({ startWith = "devices" }: { startWith?: Tab }) {
  const say = useSay();
  const [tab, setTab] = useState<Tab>(startWith);
  return (
    <Tabs
      className="page-tabs"
      value={tab}
      onChange={(value) => setTab(value as Tab)}
      keepMounted={false}
    >
      <Tabs.List>
        {TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {say(`settings.tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="devices">
        <Devices />
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
