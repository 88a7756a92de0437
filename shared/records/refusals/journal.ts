/**
 * What the journal can refuse, and what a person does then. Nothing else of the journal belongs
 * here. The words are the fallback; screens translate by code.
 */
import { defineRefusals } from "./define.ts";

export const journalRefusals = defineRefusals({
  "journal-in-use": {
    happened: "Another Keepshop on this machine already has this till's journal open.",
    act: "Use the window that is open already, or close it and start again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "journal-damaged": {
    happened: "The till's journal file cannot be read: the disk or another program damaged it.",
    act: "Do not delete anything. Copy the data folder to another disk, then restore the last backup or ask support; what the server has acknowledged is safe there.",
    retry: "never",
    dataAtRisk: true,
  },
  "journal-altered": {
    happened: "An entry of the journal was changed, removed or moved after it was written.",
    act: "Do not sell on this till. Copy the data folder to another disk and call the owner; the position says which entry.",
    retry: "never",
    dataAtRisk: true,
  },
  "journal-missing": {
    happened: "This till's journal file is gone, but files that belong to it are still here.",
    act: "Put the file back from where it was moved, or from the backup. Keepshop does not start an empty one over it.",
    retry: "after-change",
    dataAtRisk: true,
  },
  "journal-foreign": {
    happened: "The file given as the till's journal is not a Keepshop journal.",
    act: "Check the data folder of this till. The file was left as it is.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "journal-newer": {
    happened: "The journal was written by a newer Keepshop than this one.",
    act: "Install the newer Keepshop again. The entries are safe and were left as they are.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "journal-sqlite-version": {
    happened: "This build carries a version of SQLite that can lose writes.",
    act: "Install a supported build of Keepshop. The entries are safe and were left as they are.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "journal-unwritable": {
    happened: "The till's data folder cannot be written.",
    act: "Check that the disk is there and that Keepshop may write to its folder, then start again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "disk-full": {
    happened: "The disk of this till is full, so nothing new can be recorded.",
    act: "Everything done so far is kept. Free some space on the disk; selling goes on by itself then.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "disk-failing": {
    happened: "The disk did not accept the entry, and Keepshop cannot tell whether it was kept.",
    act: "Restart the till: it reads the journal again and shows whether the last act is there. Do not repeat the act before.",
    retry: "after-change",
    dataAtRisk: true,
  },
  "hand-over-unreadable": {
    happened: "The hand-over file cannot be opened with this pass phrase, or it is not whole.",
    act: "Check the pass phrase and copy the file again. Nothing was imported.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "nothing-unsent": {
    happened: "Everything this till did has reached the server.",
    act: "There is nothing to hand over.",
    retry: "never",
    dataAtRisk: false,
  },
  "entries-unsent": {
    happened: "Acts of this till have not reached the server yet.",
    act: "Connect the till and wait until all is confirmed, or export them under Settings, Hand over, and take them over at another till first. Nothing was changed.",
    retry: "after-change",
    dataAtRisk: true,
  },
  "hand-over-folder": {
    happened: "The file cannot be written to this folder.",
    act: "Choose a folder that is there and may be written, or put the stick in again. Nothing was changed; the sales are safe on this till.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "hand-over-own": {
    happened: "This file comes from this till itself.",
    act: "Take it to another till of the store. Nothing was changed.",
    retry: "never",
    dataAtRisk: false,
  },
  "hand-over-altered": {
    happened: "An entry inside the hand-over file does not carry its own seal.",
    act: "Export the file again at the till it comes from. Nothing was imported.",
    retry: "after-change",
    dataAtRisk: false,
  },
});

export type JournalRefusalCode = keyof typeof journalRefusals;
