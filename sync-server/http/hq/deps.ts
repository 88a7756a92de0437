/** What HQ's addresses work with, and who asks: joined once, in index.ts. */

import type { Core } from "../../core.ts";
import type { Asker } from "../../questions.ts";
import type { Products } from "../products.ts";

/** A person of the demo and the PIN that is shown for them. */
export interface DemoPerson {
  readonly name: string;
  readonly pin: string;
  readonly roleId: string;
}

export interface HqDeps {
  readonly core: Core;
  readonly products: Products;
  readonly connectedRegisters: () => ReadonlySet<string>;
  readonly demoPeople: readonly DemoPerson[];
}

/** Who asks: the token of an HQ session, if the caller has one. */
export interface HqContext {
  readonly token: string | undefined;
  /** The till that the question came through, told by its own device token. */
  readonly register?: Asker;
}
