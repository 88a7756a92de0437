/** Secrets as the server keeps them: tokens and codes are shown once and stored as hashes only. */
import { hash, randomBytes, randomInt } from "node:crypto";

/** Letters and digits that cannot be taken for one another when read aloud. */
const CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_LENGTH = 8;

/** A new opaque token: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** A new code for a person to read out, in two groups of four: 40 random bits for ten minutes. */
export function newCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () =>
    CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length)),
  );
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

/** What is stored of a token. */
export function hashToken(token: string): string {
  return hash("sha256", token, "hex");
}

/** What is stored of a code, however it was typed. */
export function hashCode(code: string): string {
  return hash("sha256", code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ""), "hex");
}
