/** The console's entry: picks the link to the till (port or socket), or HQ's pages, and paints. */
import "./page-guards.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/console.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { HqApp } from "./hq/hq-app.tsx";
import { connectTill } from "./link.ts";
import { listenForScans } from "./ui/scan-input.ts";
import { Shell } from "./ui/shell.tsx";

listenForScans();
const root = document.getElementById("root");
if (root !== null) {
  const isHq = location.pathname.startsWith("/hq");
  createRoot(root).render(<Shell>{isHq ? <HqApp /> : <App link={connectTill()} />}</Shell>);
}
