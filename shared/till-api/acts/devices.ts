/** Acts on the register's devices and on the till itself. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

export const deviceSetting = z.object({
  id,
  kind: z.enum([
    "printer",
    "drawer",
    "scanner",
    "scale",
    "display",
    "terminal",
    "label-printer",
    "signing",
  ]),
  name: shortText,
  /** How it is reached: `virtual`, `tcp://host:9100`, `serial:/path`, `os:name`. */
  address: shortText,
  columns: z.int().optional(),
  codePage: shortText.optional(),
  /** The roll of a label printer. */
  label: z
    .object({ widthMm: z.int().min(20).max(110), heightMm: z.int().min(15).max(200) })
    .optional(),
  state: z.enum(["ready", "paper-out", "cover-open", "off", "unknown"]).default("unknown"),
});

export const deviceActs = {
  list: oc.output(z.array(deviceSetting)),
  save: oc.input(z.object({ actId, device: deviceSetting })).output(answerOf(z.object({}))),
  remove: oc.input(z.object({ actId, deviceId: id })).output(answerOf(z.object({}))),
  test: oc
    .input(z.object({ actId, deviceId: id }))
    .output(answerOf(z.object({ state: shortText }))),
  /** Prints what waits, on this printer or another. */
  printWaiting: oc
    .input(z.object({ actId, deviceId: id.optional() }))
    .output(answerOf(z.object({ printed: z.int(), waiting: z.int() }))),
  /** Outage drill: really does each check and names what failed. */
  drill: oc.input(z.object({ actId })).output(
    answerOf(
      z.object({
        scorePercent: z.int(),
        checks: z.array(z.object({ key: shortText, passed: z.boolean(), detail: shortText })),
      }),
    ),
  ),
  setTraining: oc.input(z.object({ actId, on: z.boolean() })).output(answerOf(z.object({}))),
};
