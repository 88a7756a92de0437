/** `client.created`: a customer became known by name. Personal fields are sealed at append. */
import { z } from "zod";
import { clientFields } from "../client.ts";
import { id } from "../fields.ts";

export const clientCreated = z.object({ clientId: id, fields: clientFields });
export type ClientCreated = Readonly<z.infer<typeof clientCreated>>;
