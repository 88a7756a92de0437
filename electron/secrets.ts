// The till's keys and tokens at rest: one small file, encrypted by the system's keyring. Which secrets
// there are is the till's affair; what client data is encrypted with is in the journal.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { Electron } from "./hardening.ts";
import type { Secrets } from "./till-process.ts";

export type SecretsRefusal = "secrets-unprotected" | "secrets-unreadable";

export interface SecretStore {
  readonly all: () => Secrets;
  /** Encrypts and keeps a secret; it is on disk, or unchanged, when this answers. */
  readonly set: (name: string, value: string) => Promise<void>;
}

/**
 * Opens the file of secrets, making none when there is none yet. Refuses `secrets-unprotected` where
 * the system offers only plain text and the owner has not accepted that, `secrets-unreadable` when
 * the file was written under another user's keyring. Call after the app is ready.
 */
export async function openSecrets(
  { safeStorage }: Electron,
  options: {
    readonly file: string;
    readonly platform: string;
    readonly isPlainTextAccepted: boolean;
  },
): Promise<Result<SecretStore, SecretsRefusal>> {
  const backend = options.platform === "linux" ? safeStorage.getSelectedStorageBackend() : "system";
  const isProtected = backend !== "basic_text" && (await safeStorage.isAsyncEncryptionAvailable());
  if (!isProtected && !options.isPlainTextAccepted) {
    return refuse("secrets-unprotected", { backend });
  }
  let secrets: Secrets = {};
  const save = async (next: Secrets): Promise<void> => {
    const encrypted = await safeStorage.encryptStringAsync(JSON.stringify(next));
    const beside = `${options.file}.next`;
    writeFileSync(beside, encrypted, { mode: 0o600, flush: true });
    renameSync(beside, options.file);
    secrets = next;
  };
  if (existsSync(options.file)) {
    try {
      const answer = await safeStorage.decryptStringAsync(readFileSync(options.file));
      secrets = JSON.parse(answer.result) as Secrets;
      if (answer.shouldReEncrypt) await save(secrets);
    } catch {
      return refuse("secrets-unreadable");
    }
  }
  let last: Promise<void> = Promise.resolve();
  const set = (name: string, value: string): Promise<void> => {
    // One after another: two at once would each write the file without the other's secret.
    last = last.catch(() => undefined).then(() => save({ ...secrets, [name]: value }));
    return last;
  };
  return done({ all: () => secrets, set });
}
