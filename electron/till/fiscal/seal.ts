/**
 * The journal signs each closing's hash and keeps the signature beside the chain; here it becomes an
 * entry, so that the server has it and an archive can be verified far from this till.
 */
import { append, entriesOf, type TillCore } from "../core.ts";

/**
 * Records the signature of the last closing when no entry has it yet: right after the closing, and at
 * a start after a crash between the two. Does nothing where nothing is signed (training).
 */
export function recordSeal(core: TillCore): void {
  const seal = core.journal.lastSeal();
  if (seal === undefined || (seal.signature ?? "") === "") return;
  const { sequence, hash, signature = "" } = seal;
  if (entriesOf(core, "shift.sealed", sequence).length > 0) return;
  const closing = entriesOf(core, "shift.closed", sequence - 1)[0];
  if (closing === undefined) return;
  const { staffId, body } = closing;
  append(
    core,
    { staffId, shiftId: body.shiftId },
    {
      kind: "shift.sealed",
      body: {
        shiftId: body.shiftId,
        sealedSequence: sequence,
        sealedHash: hash,
        publicKey: core.identity.publicKey,
        signature,
      },
    },
  );
}
