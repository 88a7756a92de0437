/** What a check found: where, and in words. Nothing is checked here. */

export interface Finding {
  readonly code:
    | "archive-unreadable"
    | "file-missing"
    | "file-unlisted"
    | "file-altered"
    | "entry-altered"
    | "entry-removed"
    | "entry-reordered"
    | "entry-added"
    | "row-missing"
    | "row-extra"
    | "row-differs"
    | "receipt-differs"
    | "closing-differs"
    | "number-gap"
    | "seal-invalid";
  readonly file: string;
  readonly registerId?: string;
  /** The sequence of the entry, where one is concerned. */
  readonly position?: number;
  readonly detail: string;
}

/** Takes a finding. */
export type Find = (finding: Finding) => void;
