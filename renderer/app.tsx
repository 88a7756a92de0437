/** Which page is shown: waiting, first fill, sign-in, or the counter with its screens. */
import { useEffect, useState } from "react";
import type { SessionView } from "#shared/till-api/views/session.ts";
import { ClientsScreen } from "./clients/clients-screen.tsx";
import { CounterScreen } from "./counter/counter-screen.tsx";
import { CoachPanel } from "./guide/coach-panel.tsx";
import { GuidePanel } from "./guide/guide-panel.tsx";
import { useLocale, useSay } from "./i18n/locales.ts";
import type { TillLink } from "./link.ts";
import { OrdersScreen } from "./orders/orders-screen.tsx";
import { ReportScreen } from "./reports/report-screen.tsx";
import { ReturnsScreen } from "./returns/returns-screen.tsx";
import { SalesScreen } from "./sales/sales-screen.tsx";
import { type ScreenEntry, type ScreenKey, screensFor } from "./screens.ts";
import { SettingsScreen } from "./settings/settings-screen.tsx";
import { FirstShop } from "./setup/first-shop.tsx";
import { ShiftScreen } from "./shift/shift-screen.tsx";
import { SignInScreen } from "./staff/sign-in-screen.tsx";
import { StockScreen } from "./stock/stock-screen.tsx";
import { TillProvider, useLink, useLive, useSayUnusedScans } from "./till.tsx";
import { ApprovalDialog } from "./ui/approval-dialog.tsx";
import { GoContext } from "./ui/go.ts";
import { HelpDialog } from "./ui/help-dialog.tsx";
import { ClosedPage, FillPage, MessagePage } from "./ui/message-page.tsx";
import { NavRail } from "./ui/nav-rail.tsx";
import { NoticeBar } from "./ui/notice-bar.tsx";
import { Palette } from "./ui/palette.tsx";
import { SpokenPage } from "./ui/spoken.tsx";
import { TillScanners } from "./ui/till-scanners.tsx";
import { TopBar } from "./ui/top-bar.tsx";
import { TroubleBar } from "./ui/trouble-bar.tsx";
import { useHotkey } from "./ui/use-hotkey.ts";
import { WorkScreen } from "./work/work-screen.tsx";

export function App({ link }: { link: TillLink }) {
  return (
    <TillProvider link={link}>
      <SpokenPage>
        <Pages />
      </SpokenPage>
    </TillProvider>
  );
}

function Pages() {
  const say = useSay();
  const { status, closedBy } = useLink();
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  if (status === "revoked")
    return <MessagePage title={say("floor.revoked.title")} text={say("floor.revoked.text")} />;
  if (status === "refused")
    return <MessagePage title={say("link.refused.title")} text={say("link.refused.text")} />;
  if (status === "closed" && closedBy !== undefined) return <ClosedPage refusal={closedBy} />;
  if (session === undefined)
    return <MessagePage title={say("link.connecting.title")} text={say("link.connecting.text")} />;
  if (session.state === "stopped")
    return <MessagePage title={say("till.stopped.title")} text={session.stoppedBecause ?? ""} />;
  if (session.state === "not-enrolled")
    return (
      <MessagePage title={say("till.notEnrolled.title")} text={say("till.notEnrolled.text")} />
    );
  if (session.state === "empty") return <FirstShop />;
  if (session.state === "filling" && session.people.length === 0) return <FillPage />;
  return <Console session={session} />;
}

function Console({ session }: { session: SessionView }) {
  const [shown, setShown] = useState<{ screen: ScreenKey; openId?: string }>({ screen: "counter" });
  const { screen } = shown;
  const setScreen = (next: ScreenKey) => setShown({ screen: next });
  const going = {
    go: (next: ScreenKey, openId?: string) =>
      setShown(openId === undefined ? { screen: next } : { screen: next, openId }),
    openId: shown.openId,
  };
  useSayUnusedScans();
  const [over, setOver] = useState<"palette" | "help" | undefined>();
  useLanguageOf(session);
  const signedIn = session.staff !== undefined && !session.locked;
  const open = signedIn
    ? screensFor(session.staff?.permissions ?? [], session.floor === undefined ? "till" : "floor")
    : [];
  const close = () => setOver(undefined);
  return (
    <GoContext value={going}>
      <TillScanners />
      <div className="frame">
        <TopBar
          session={session}
          onHelp={() => setOver("help")}
          onPalette={() => setOver("palette")}
        />
        <div className="frame-body">
          {signedIn && <NavRail screens={open} screen={screen} onScreen={setScreen} />}
          <main className="frame-main">
            {session.floor !== undefined && <LostTill />}
            <NoticeBar />
            {signedIn && <TroubleBar />}
            {signedIn ? <Screen screen={screen} /> : <SignInScreen session={session} />}
          </main>
          {session.training && <CoachPanel />}
          {session.demo && !session.training && <GuidePanel session={session} />}
        </div>
        {signedIn && <ScreenKeys screens={open} onScreen={setScreen} />}
        <OverKeys signedIn={signedIn} onOver={setOver} />
        {over === "help" && <HelpDialog screen={signedIn ? screen : "sign-in"} onDone={close} />}
        {over === "palette" && <Palette screens={open} onScreen={setScreen} onDone={close} />}
        {signedIn && <ApprovalDialog />}
      </div>
    </GoContext>
  );
}

/** A device on the floor says at once that its till is out of reach; what it did is safe there. */
function LostTill() {
  const say = useSay();
  const { status } = useLink();
  if (status === "open") return null;
  return (
    <div role="alert" className="lost-till" data-testid="lost-till">
      <strong>{say("floor.lost.title")}</strong>
      <span>{say("floor.lost.text")}</span>
    </div>
  );
}

/** The console speaks the person's language, else the store's; what a person chose here comes first. */
function useLanguageOf(session: SessionView): void {
  const { follow } = useLocale();
  const personId = session.staff?.id;
  const language = session.staff?.language;
  const { locale, timeZone, currency } = session.store ?? {};
  const { client, basket, till } = session.words;
  useEffect(() => {
    const words = { client, basket, till };
    follow({ personId, language, store: { locale, timeZone, currency, words } });
  }, [follow, personId, language, locale, timeZone, currency, client, basket, till]);
}

/** F1 helps and Ctrl+K finds every act, on any screen. */
function OverKeys({
  signedIn,
  onOver,
}: {
  signedIn: boolean;
  onOver: (over: "palette" | "help") => void;
}) {
  useHotkey((event) => {
    if (event.key === "F1") onOver("help");
    else if (event.key === "k" && event.ctrlKey && signedIn) onOver("palette");
    else return false;
    return true;
  });
  return null;
}

interface ScreenKeysProps {
  readonly screens: readonly ScreenEntry[];
  readonly onScreen: (screen: ScreenKey) => void;
}

/** F-keys reach every screen from anywhere. */
function ScreenKeys({ screens, onScreen }: ScreenKeysProps) {
  useHotkey((event) => {
    if (event.ctrlKey || event.altKey) return false;
    const found = screens.find(
      (one) => one.hotkey === event.key && (one.shift ?? false) === event.shiftKey,
    );
    if (found === undefined) return false;
    onScreen(found.key);
    return true;
  });
  return null;
}

function Screen({ screen }: { screen: ScreenKey }) {
  switch (screen) {
    case "counter":
      return <CounterScreen />;
    case "sales":
      return <SalesScreen />;
    case "clients":
      return <ClientsScreen />;
    case "shift":
      return <ShiftScreen />;
    case "returns":
      return <ReturnsScreen />;
    case "stock":
      return <StockScreen />;
    case "orders":
      return <OrdersScreen />;
    case "work":
      return <WorkScreen />;
    case "settings":
      return <SettingsScreen />;
    case "reports":
      return <ReportScreen />;
    default:
      return null;
  }
}
