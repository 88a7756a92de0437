/** Colours and language of this console, chosen by who stands before it; on every page of till and HQ. */
import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { LOCALES, useLocale, useSay } from "../i18n/locales.ts";

export function ViewMenu() {
  const say = useSay();
  const { choice, choose } = useLocale();
  const { setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size={48} aria-label={say("view.menu")}>
          <span aria-hidden="true">◐</span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say("view.colours")}</Menu.Label>
        <Menu.Item onClick={() => setColorScheme("light")}>{say("view.light")}</Menu.Item>
        <Menu.Item onClick={() => setColorScheme("dark")}>{say("view.dark")}</Menu.Item>
        <Menu.Item onClick={() => setColorScheme("auto")}>{say("view.auto")}</Menu.Item>
        <Menu.Label>{say("view.language")}</Menu.Label>
        {LOCALES.map((locale) => (
          <Menu.Item key={locale.code} lang={locale.code} onClick={() => choose(locale.code)}>
            {locale.code === choice.code ? "✓ " : ""}
            {locale.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
