/** Which page is shown: waiting, first fill, sign-in, or the counter with its screens. */
import { useState } from "react";
import { ClientsScreen } from "./clients/clients-screen.tsx";
import { CounterScreen } from "./counter/counter-screen.tsx";
import { GuidePanel } from "./guide/guide-panel.tsx";
import { useSay } from "./i18n/locales.ts";
import type { TillLink } from "./link.ts";
import { ReportScreen } from "./reports/report-screen.tsx";
import { SalesScreen } from "./sales/sales-screen.tsx";
import { SCREENS, type ScreenKey } from "./screens.ts";
import { SignInScreen } from "./staff/sign-in-screen.tsx";
import { TillProvider, useLink, useLive } from "./till.tsx";
import { FillPage, MessagePage } from "./ui/message-page.tsx";
import { NoticeBar } from "./ui/notice-bar.tsx";
import { TopBar } from "./ui/top-bar.tsx";
import { useHotkey } from "./ui/use-hotkey.ts";

export function App({ link }: { link: TillLink }) {
  return (
    <TillProvider link={link}>
      <Pages />
    </TillProvider>
  );
}

function Pages() {
  const say = useSay();
  const { status } = useLink();
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  const [screen, setScreen] = useState<ScreenKey>("counter");
  if (status === "refused")
    return <MessagePage title={say("link.refused.title")} text={say("link.refused.text")} />;
  if (session === undefined)
    return <MessagePage title={say("link.connecting.title")} text={say("link.connecting.text")} />;
  if (session.state === "stopped")
    return <MessagePage title={say("till.stopped.title")} text={session.stoppedBecause ?? ""} />;
  if (session.state === "not-enrolled")
    return (
      <MessagePage title={say("till.notEnrolled.title")} text={say("till.notEnrolled.text")} />
    );
  if (session.state === "filling" && session.people.length === 0) return <FillPage />;
  const signedIn = session.staff !== undefined && !session.locked;
  return (
    <div className="frame">
      <TopBar session={session} screen={screen} onScreen={setScreen} />
      <div className="frame-body">
        <main className="frame-main">
          <NoticeBar />
          {signedIn ? <Screen screen={screen} /> : <SignInScreen session={session} />}
        </main>
        {session.demo && <GuidePanel session={session} />}
      </div>
      {signedIn && <ScreenKeys onScreen={setScreen} />}
    </div>
  );
}

/** F-keys reach every screen from anywhere. */
function ScreenKeys({ onScreen }: { onScreen: (screen: ScreenKey) => void }) {
  useHotkey((event) => {
    const found = SCREENS.find(
      (one) => one.hotkey === event.key && !event.ctrlKey && !event.altKey,
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
    case "reports":
      return <ReportScreen />;
    default:
      return null;
  }
}
