// Planted bugs that only real processes can show: each is run with the bug and without it.

/** Runs the check of a bug; answers what showed it, or nothing when it was not noticed. */
export async function runCheck(
  bug: string,
): Promise<{ readonly by: string; readonly failure: string } | undefined> {
  console.error(`${bug} has no check yet`);
  return undefined;
}
