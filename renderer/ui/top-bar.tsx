/** The bar above every screen: where, who, which screens, and the lamp. */
import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import type { SessionView } from "#shared/till-api/views/session.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { Lamp } from "./lamp.tsx";
import { ViewMenu } from "./view-menu.tsx";

interface TopBarProps {
  readonly session: SessionView;
  readonly onHelp: () => void;
  readonly onPalette: () => void;
}

export function TopBar({ session, onHelp, onPalette }: TopBarProps) {
  const say = useSay();
  const staff = session.locked ? undefined : session.staff;
  return (
    <header className="top-bar">
      <div className="top-where">
        <strong>{session.store?.name ?? session.chainName}</strong>
        <span>{session.floor?.name ?? session.register?.name}</span>
        {session.training && <span className="badge-training">{say("training.mark")}</span>}
      </div>
      <Group gap="xs" wrap="nowrap" className="top-end">
        {staff !== undefined && (
          <Button variant="subtle" size="md" onClick={onPalette} aria-label={say("palette.open")}>
            <kbd className="key-hint key-only">Ctrl K</kbd>
          </Button>
        )}
        <ActionIcon variant="subtle" size={48} aria-label={say("help.open")} onClick={onHelp}>
          <span aria-hidden="true">?</span>
        </ActionIcon>
        <ViewMenu />
        {staff !== undefined && <StaffMenu name={staff.shortName} />}
        <Lamp />
      </Group>
    </header>
  );
}

function StaffMenu({ name }: { name: string }) {
  const say = useSay();
  const act = useAct();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="md" data-testid="staff-menu">
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => act((client, actId) => client.staff.lock({ actId }))}>
          {say("staff.lock")}
        </Menu.Item>
        <Menu.Item onClick={() => act((client, actId) => client.staff.signOut({ actId }))}>
          {say("staff.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
