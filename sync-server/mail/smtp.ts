/**
 * One message to a mail server by SMTP (RFC 5321), with STARTTLS (RFC 3207) and AUTH PLAIN (RFC 4954). To any
 * host but this machine nothing is said in the open. Who gets what is outbox.ts.
 */
import { createConnection, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export interface MailServer {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  /** The address in From. */
  readonly from: string;
}

export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly lines: readonly string[];
  /** The same for every try, so that a second copy can be told from a second mail. */
  readonly messageId: string;
  readonly atMs: number;
}

/** `later`: the server may take it another time. `never`: it never will, as for an address that is not there. */
export type Sent = "sent" | "later" | "never";

const PATIENCE_MS = 20_000;
const LOCAL = ["127.0.0.1", "localhost", "::1"];

/** Hands a message over; never rejects. */
export async function sendMail(server: MailServer, message: Message): Promise<Sent> {
  const url = new URL(server.url);
  const secure = url.protocol === "smtps:";
  const port = Number(url.port || (secure ? 465 : 587));
  const host = url.hostname;
  const first = secure
    ? connectTls({ host, port, servername: host })
    : createConnection({ host, port });
  let line = openLine(first);
  try {
    expect(await line.answer(), 220);
    let hello = expect(await line.ask("EHLO keepshop"), 250);
    if (!secure && hello.includes("STARTTLS")) {
      expect(await line.ask("STARTTLS"), 220);
      line.release();
      line = openLine(connectTls({ socket: first, servername: host }));
      hello = expect(await line.ask("EHLO keepshop"), 250);
    } else if (!secure && !LOCAL.includes(host)) throw new Reply(454);
    if (url.username !== "") {
      const secret = `\0${decodeURIComponent(url.username)}\0${decodeURIComponent(url.password)}`;
      expect(await line.ask(`AUTH PLAIN ${Buffer.from(secret).toString("base64")}`), 235);
    }
    expect(await line.ask(`MAIL FROM:<${server.from}>`), 250);
    expect(await line.ask(`RCPT TO:<${message.to}>`), 250);
    expect(await line.ask("DATA"), 354);
    expect(await line.ask(`${textOf(server, message)}\r\n.`), 250);
    line.send("QUIT");
    return "sent";
  } catch (error) {
    // 550 and its kind are about this mail; what is wrong with the sign-in or the line may be put right.
    return error instanceof Reply && error.code >= 550 && error.code < 560 ? "never" : "later";
  } finally {
    line.end();
    first.destroy();
  }
}

class Reply extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`the mail server answered ${code}`);
    this.code = code;
  }
}

function expect(answer: { readonly code: number; readonly text: string }, code: number): string {
  if (answer.code !== code) throw new Reply(answer.code);
  return answer.text;
}

/** One conversation: what is said and what is answered, in turn. */
function openLine(socket: Socket) {
  let held = "";
  let waiting:
    | { readonly resolve: (text: string) => void; readonly reject: (error: Error) => void }
    | undefined;
  const look = (): void => {
    const end = /^\d{3} [^\r\n]*\r?\n/m.exec(held);
    if (end === null || waiting === undefined) return;
    const text = held.slice(0, end.index + end[0].length);
    held = held.slice(text.length);
    const { resolve } = waiting;
    waiting = undefined;
    resolve(text);
  };
  const gone = (): void => {
    waiting?.reject(new Error("the mail server is gone"));
    waiting = undefined;
  };
  const hear = (chunk: Buffer): void => {
    held += chunk.toString("latin1");
    look();
  };
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.on("data", hear).on("error", gone).on("close", gone);
  const answer = async () => {
    if (socket.destroyed) throw new Error("the mail server is gone");
    const text = await new Promise<string>((resolve, reject) => {
      waiting = { resolve, reject };
      look();
    });
    return { code: Number(/^(\d{3}) /m.exec(text)?.[1] ?? 0), text };
  };
  const send = (text: string): void => {
    socket.write(`${text}\r\n`);
  };
  return {
    answer,
    send,
    ask: (text: string) => {
      send(text);
      return answer();
    },
    /** Leaves the socket to somebody else. */
    release: () => socket.off("data", hear).off("close", gone),
    end: () => socket.destroy(),
  };
}

/** Head and body (RFC 5322, 2045, 2047); base64 lines hold no dot that could end the message. */
function textOf({ from }: MailServer, { to, subject, lines, messageId, atMs }: Message): string {
  const body = Buffer.from(`${lines.join("\r\n")}\r\n`).toString("base64");
  return [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString("base64")}?=`,
    `Date: ${new Date(atMs).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${messageId}@${from.split("@")[1] ?? "keepshop"}>`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    ...(body.match(/.{1,76}/g) ?? []),
  ].join("\r\n");
}
