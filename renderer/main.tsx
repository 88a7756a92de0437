// The console's entry: the page's own guards first, then the app. What the app shows is in app.tsx.
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { pageNonce, refuseMarkup } from "./page-guards.ts";

refuseMarkup();
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App nonce={pageNonce()} />);
