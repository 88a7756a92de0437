/** The console's entry: picks the link to the till (port or socket), or HQ's pages, and paints. */
import "./page-guards.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/console.css";
import "./ui/print.css";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { ApproveApp } from "./approve/approve-app.tsx";
import { DisplayApp } from "./display/display-app.tsx";
import { HqApp } from "./hq/hq-app.tsx";
import { connectTill } from "./link.ts";
import { listenForHeldKeys } from "./ui/held-keys.ts";
import { keepFocus } from "./ui/keep-focus.ts";
import { listenForScans } from "./ui/scan-input.ts";
import { Shell } from "./ui/shell.tsx";

listenForHeldKeys();
listenForScans();
keepFocus(document);
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(<Shell>{pageOf(location.pathname)}</Shell>);
}

/** HQ's pages, the page of an approver's phone, the customer's display, or the console of the till. */
function pageOf(path: string): ReactNode {
  if (path.startsWith("/hq")) return <HqApp />;
  if (path.startsWith("/approve")) return <ApproveApp />;
  const link = connectTill();
  return path.startsWith("/display") ? <DisplayApp link={link} /> : <App link={link} />;
}
