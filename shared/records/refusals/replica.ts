/**
 * What opening or filling the replica can refuse. Nothing a person entered is ever only there: each
 * of these ends with a replica that is fetched anew. Screens translate by code.
 */
import { defineRefusals } from "./define.ts";

export const replicaRefusals = defineRefusals({
  "replica-damaged": {
    happened: "The till's copy of the server's data cannot be read.",
    act: "Nothing to do: Keepshop fetches it again. Sales made on this till are in its journal.",
    retry: "now",
    dataAtRisk: false,
  },
  "replica-layout": {
    happened: "The till's copy of the server's data was made by another version of Keepshop.",
    act: "Nothing to do: Keepshop fetches it again beside the old one.",
    retry: "now",
    dataAtRisk: false,
  },
  "replica-in-use": {
    happened: "Another Keepshop on this machine has this till's data open.",
    act: "Use the window that is open already, or close it and start again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "replica-unwritable": {
    happened: "The till's copy of the server's data cannot be written.",
    act: "Check that the disk is there and has room. Sales made on this till are in its journal.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "image-damaged": {
    happened: "The file that fills this till did not arrive whole.",
    act: "Nothing to do: Keepshop downloads it again. The till works with what it has.",
    retry: "now",
    dataAtRisk: false,
  },
});

export type ReplicaRefusalCode = keyof typeof replicaRefusals;
