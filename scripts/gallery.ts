// `npm run gallery`: a page that shows every component of the console in every state, with sample data.
// `--port N` chooses the port. It serves what is in renderer/gallery; nothing here knows a component.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { createServer } from "vite";
import { readCommand } from "./lib/command.ts";

const PORT = 4610;

const USAGE = "npm run gallery -- [--port N]";

const { values } = readCommand(USAGE, { options: { port: { type: "string" } } });
const server = await createServer({
  configFile: false,
  root: fileURLToPath(new URL("../renderer", import.meta.url)),
  plugins: [react()],
  server: { host: "127.0.0.1", port: Number(values.port ?? PORT) },
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? "";
console.log(`The gallery is at ${address}gallery/`);
