/** Reasons as HQ made them, as large choices; a reason is chosen by touch, arrow keys or its first letter. */

import { useLocale } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { ChoiceGroup } from "./choices.tsx";

export interface Reason {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly disposition?: string | undefined;
}

/** The reasons for one purpose, in the reader's language where HQ gave it. */
export function useReasons(purpose: string): readonly Reason[] {
  const { choice } = useLocale();
  const rows = useLive((client, signal) =>
    client.views.settings({ kinds: ["reason"] }, { signal }),
  );
  return (rows ?? [])
    .filter((row) => row.body["for"] === purpose)
    .map((row) => ({
      id: row.id,
      name: nameIn(row.body, choice.code),
      purpose,
      disposition:
        typeof row.body["disposition"] === "string" ? row.body["disposition"] : undefined,
    }));
}

function nameIn(body: Readonly<Record<string, unknown>>, locale: string): string {
  const names = body["names"];
  const own =
    typeof names === "object" && names !== null
      ? (Object.entries(names).find(([key]) => key === locale || key === locale.slice(0, 2))?.[1] as
          | string
          | undefined)
      : undefined;
  return own ?? String(body["name"]);
}

interface ReasonChoiceProps {
  readonly label: string;
  readonly purpose: string;
  readonly value: string | undefined;
  readonly onValue: (reasonId: string, reason: Reason) => void;
}

export function ReasonChoice({ label, purpose, value, onValue }: ReasonChoiceProps) {
  const reasons = useReasons(purpose);
  return (
    <ChoiceGroup
      label={label}
      value={value}
      choices={reasons.map((reason) => ({ value: reason.id, label: reason.name }))}
      onValue={(id) => {
        const reason = reasons.find((one) => one.id === id);
        if (reason !== undefined) onValue(id, reason);
      }}
    />
  );
}
