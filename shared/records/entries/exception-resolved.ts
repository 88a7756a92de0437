/** `exception.resolved`: a person's answer to an exception, or the undoing of one. */
import { z } from "zod";
import { id, longText, shortText } from "../fields.ts";

export const exceptionResolved = z.object({
  exceptionId: id,
  code: shortText,
  choice: shortText,
  note: longText.optional(),
  /** Who allowed an answer that needs a second person. */
  approvalIds: z.array(id).optional(),
  undoes: id.optional(),
});
export type ExceptionResolved = Readonly<z.infer<typeof exceptionResolved>>;
