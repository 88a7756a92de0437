/** The fields of a client that a person types or a customer volunteers. */
import { z } from "zod";
import { id, shortText } from "./fields.ts";

export const clientFields = z.object({
  name: shortText,
  givenName: shortText.optional(),
  familyName: shortText.optional(),
  /** How to greet, in the client's own words: "Ms Okafor", "Maya". */
  greeting: shortText.optional(),
  phone: shortText.optional(),
  email: shortText.optional(),
  cardCode: shortText.optional(),
  /** Month and day only, `MM-DD`: enough for a birthday, not enough for an age. */
  birthday: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .optional(),
  language: shortText.optional(),
  preferredChannel: shortText.optional(),
  city: shortText.optional(),
  postcode: shortText.optional(),
  street: shortText.optional(),
  country: shortText.optional(),
  sizes: z.record(z.string(), shortText).optional(),
  homeStoreId: id.optional(),
  /** The client who brought this one. */
  referredByClientId: id.optional(),
  ownerStaffId: id.optional(),
  taxNumber: shortText.optional(),
});
export type ClientFields = Readonly<z.infer<typeof clientFields>>;

/** Fields of an entry's body that are sealed under the client's key before the hash is made. */
export const PERSONAL_FIELDS = [
  "name",
  "givenName",
  "familyName",
  "greeting",
  "phone",
  "email",
  "cardCode",
  "birthday",
  "city",
  "postcode",
  "street",
  "taxNumber",
] as const;
