/** A mail server for tests that speaks SMTP from its own side and keeps what it was given. */
import { createServer, type Socket } from "node:net";

export interface SmtpTwin {
  readonly url: string;
  readonly mails: readonly { readonly to: string; readonly text: string; readonly head: string }[];
  /** What it answers to the next addresses: 250 takes them. */
  readonly answerRcpt: (code: number) => void;
  readonly close: () => Promise<void>;
}

/** Starts one on the loopback. */
export async function openSmtpTwin(): Promise<SmtpTwin> {
  const mails: { to: string; text: string; head: string }[] = [];
  let rcpt = 250;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let held = "";
    let to = "";
    let data: string | undefined;
    socket.write("220 twin\r\n");
    const command = (line: string): string => {
      if (line.startsWith("EHLO")) return "250-twin\r\n250 8BITMIME";
      if (line.startsWith("MAIL FROM:<")) return "250 ok";
      if (line.startsWith("RCPT TO:<")) {
        to = line.slice(9, -1);
        return `${rcpt} said`;
      }
      if (line === "DATA") {
        data = "";
        return "354 go on";
      }
      return line === "QUIT" ? "221 bye" : "500 unknown";
    };
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      held += chunk.toString("latin1");
      for (let end = held.indexOf("\r\n"); end >= 0; end = held.indexOf("\r\n")) {
        const line = held.slice(0, end);
        held = held.slice(end + 2);
        if (data === undefined) socket.write(`${command(line)}\r\n`);
        else if (line === ".") {
          const [head = "", body = ""] = data.split("\r\n\r\n", 2);
          mails.push({ to, head, text: Buffer.from(body, "base64").toString("utf8") });
          data = undefined;
          socket.write("250 taken\r\n");
        } else data += `${line}\r\n`;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answerRcpt: (code) => {
      rcpt = code;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
