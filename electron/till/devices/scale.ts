/**
 * A scale on a serial line, by the request and answer that counter scales of the 8217 kind share:
 * `W` asks; STX, five figures with a point, CR is a weight at rest in kilograms; STX ? status CR says
 * why there is none. Weights are whole grams, which are thousandths of the unit sold.
 */
import type { OpenWire } from "./wire.ts";

export type Weighing =
  | { readonly how: "weight"; readonly quantityMilli: number }
  | { readonly how: "moving" | "too-heavy" | "below-zero" | "off" | "unreadable" };

export interface Scale {
  readonly id: string;
  /** Weighs now; waits a little for the goods to lie still. */
  readonly weigh: () => Promise<Weighing>;
}

const ASK = Uint8Array.from([0x57]);
const STX = "\u0002";
const CR = "\r";
const ANSWER_MS = 500;
/** Goods that swing are asked for this often before the cashier is told. */
const TRIES = 4;
const MOVING = 0x01;
const TOO_HEAVY = 0x02;
const BELOW_ZERO = 0x04;

/** A scale on a cable, asked only when a weight is wanted. */
export function openScale(options: {
  readonly id: string;
  readonly open: OpenWire;
  readonly answerMs?: number;
}): Scale {
  let running: Promise<Weighing> | undefined;

  async function weighOnce(): Promise<Weighing> {
    const { promise, resolve } = Promise.withResolvers<Weighing>();
    let text = "";
    const wire = await options.open({
      heard: (bytes) => {
        text += Buffer.from(bytes).toString("latin1");
        const end = text.indexOf(CR);
        if (end >= 0) resolve(readAnswer(text.slice(text.lastIndexOf(STX, end) + 1, end)));
      },
      gone: () => resolve({ how: "off" }),
    });
    if (wire === undefined) return { how: "off" };
    const limit = setTimeout(() => resolve({ how: "off" }), options.answerMs ?? ANSWER_MS);
    if (!(await wire.write(ASK))) resolve({ how: "off" });
    const weighing = await promise;
    clearTimeout(limit);
    wire.close();
    return weighing;
  }

  async function weigh(): Promise<Weighing> {
    let weighing: Weighing = { how: "off" };
    for (let tries = 0; tries < TRIES; tries += 1) {
      weighing = await weighOnce();
      if (weighing.how !== "moving") break;
    }
    return weighing;
  }

  return {
    id: options.id,
    weigh: () => {
      running ??= weigh().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

function readAnswer(answer: string): Weighing {
  const [, kilograms, grams] = /^(\d{2})\.(\d{3})N?$/.exec(answer) ?? [];
  if (kilograms !== undefined && grams !== undefined) {
    return { how: "weight", quantityMilli: Number(kilograms) * 1_000 + Number(grams) };
  }
  const status = answer.startsWith("?") ? answer.charCodeAt(1) : Number.NaN;
  if (Number.isNaN(status)) return { how: "unreadable" };
  if ((status & TOO_HEAVY) !== 0) return { how: "too-heavy" };
  if ((status & BELOW_ZERO) !== 0) return { how: "below-zero" };
  return (status & MOVING) !== 0 ? { how: "moving" } : { how: "unreadable" };
}
