/** What every page stands in: theme, direction, language, colour scheme, and one place for crashes. */
import { createTheme, DirectionProvider, MantineProvider } from "@mantine/core";
import { Component, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { IntlProvider } from "react-intl";
import { inChainWords } from "../i18n/chain-words.ts";
import {
  CatalogContext,
  knownLocale,
  type LocaleChoice,
  type LocaleState,
  localeOf,
  messagesFor,
  type StoreHabits,
} from "../i18n/locales.ts";
import { pageNonce } from "../page-guards.ts";

const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  defaultRadius: "md",
  fontFamily: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif",
  respectReducedMotion: true,
  cursorType: "pointer",
  fontSizes: { xs: "0.8rem", sm: "0.9rem", md: "1rem", lg: "1.2rem", xl: "1.5rem" },
});

/** The first of these that the console speaks; else its own first language. */
function firstKnown(codes: readonly (string | null)[]): LocaleChoice {
  return codes.map(knownLocale).find((one) => one !== undefined) ?? localeOf(null);
}

/** Wraps the app; a language chosen here is kept in this browser, for each person apart. */
export function Shell({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<LocaleChoice>(() =>
    firstKnown([localStorage.getItem("locale"), ...navigator.languages]),
  );
  const [store, setStore] = useState<StoreHabits>({});
  const person = useRef<string | undefined>(undefined);
  const choose = useCallback((code: string) => {
    localStorage.setItem(localeKey(person.current), code);
    setChoice(localeOf(code));
  }, []);
  const follow = useCallback<LocaleState["follow"]>((who) => {
    person.current = who.personId;
    const wanted = [
      localStorage.getItem(localeKey(who.personId)),
      who.language ?? null,
      localStorage.getItem("locale"),
      who.store?.locale ?? null,
    ];
    setStore(who.store ?? {});
    setChoice(firstKnown([...wanted, ...navigator.languages]));
  }, []);
  const messages = useMemo(
    () => inChainWords(messagesFor(choice.code), choice.code, store.words ?? {}),
    [choice, store],
  );
  document.documentElement.lang = choice.code;
  document.documentElement.dir = choice.direction;
  return (
    <CatalogContext value={{ choice, store, choose, follow }}>
      <IntlProvider
        locale={choice.code}
        messages={messages}
        {...(store.timeZone === undefined ? {} : { timeZone: store.timeZone })}
        onError={() => undefined}
      >
        <DirectionProvider
          initialDirection={choice.direction}
          detectDirection={false}
          key={choice.direction}
        >
          <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={pageNonce}>
            <CrashGuard>{children}</CrashGuard>
          </MantineProvider>
        </DirectionProvider>
      </IntlProvider>
    </CatalogContext>
  );
}

function localeKey(personId: string | undefined): string {
  return personId === undefined ? "locale" : `locale:${personId}`;
}

/** A fault in a screen never takes the basket with it: it lives at the till. */
class CrashGuard extends Component<{ children: ReactNode }, { fault: string | undefined }> {
  override state: { fault: string | undefined } = { fault: undefined };
  static getDerivedStateFromError(error: unknown): { fault: string } {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  override render(): ReactNode {
    if (this.state.fault === undefined) return this.props.children;
    return (
      <main className="page-message" role="alert">
        <h1>This screen stopped.</h1>
        <p>
          Your basket and every sale are safe at the till. Press the button to open the screen
          again.
        </p>
        <button type="button" className="plain-button" onClick={() => location.reload()}>
          Open again
        </button>
        <small>{this.state.fault}</small>
      </main>
    );
  }
}
