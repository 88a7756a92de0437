/** Acts on clients: make one in two fields, change, note, consent, and follow up on work. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { clientFields } from "../../records/client.ts";
import { consentChanged } from "../../records/entries/consent-changed.ts";
import { contactAdded } from "../../records/entries/contact-added.ts";
import { id, longText, shortText } from "../../records/fields.ts";
import { actId, answerOf } from "../common.ts";

export const clientActs = {
  create: oc
    .input(
      z.object({
        actId,
        fields: clientFields,
        marketingConsent: z.boolean().optional(),
        attach: z.boolean().default(true),
      }),
    )
    .output(answerOf(z.object({ clientId: id }))),
  change: oc
    .input(
      z.object({
        actId,
        clientId: id,
        set: clientFields.partial(),
        cleared: z.array(shortText).default([]),
      }),
    )
    .output(answerOf(z.object({}))),
  note: oc
    .input(
      z.object({
        actId,
        clientId: id,
        text: longText.min(1),
        kind: contactAdded.shape.kind.default("note"),
        opensComplaint: z.boolean().optional(),
        closesContactId: id.optional(),
      }),
    )
    .output(answerOf(z.object({ contactId: id }))),
  consent: oc
    .input(
      z.object({
        actId,
        clientId: id,
        purpose: consentChanged.shape.purpose,
        channel: consentChanged.shape.channel,
        given: z.boolean(),
        /** The words in which it was asked; they are kept with the answer. */
        wording: z.string().max(300).optional(),
      }),
    )
    .output(answerOf(z.object({}))),
  /** One-tap answer to an exception or a task; `undo` takes it back. */
  answerWork: oc
    .input(
      z.object({
        actId,
        workId: id,
        choice: shortText,
        note: longText.optional(),
        approvalId: id.optional(),
      }),
    )
    .output(answerOf(z.object({}))),
  undoWork: oc.input(z.object({ actId, workId: id })).output(answerOf(z.object({}))),
};
