/** A price explained step by step in words that can be read aloud: a sale at the till, and at head office. */
import { useFormats } from "../i18n/format.ts";
import { useSayCode } from "../i18n/locales.ts";

export interface ExplainedStep {
  readonly lineId: string;
  readonly code: string;
  readonly args: Readonly<Record<string, string | number>>;
}

interface StepsProps {
  readonly steps: readonly ExplainedStep[];
  readonly currency: string;
}

export function ExplainedSteps({ steps, currency }: StepsProps) {
  const sayCode = useSayCode();
  const { money, quantity } = useFormats();
  const readable = (args: ExplainedStep["args"]) =>
    Object.fromEntries(
      Object.entries(args).map(([key, value]): [string, string | number] => {
        if (typeof value !== "number") return [key, value];
        if (key.endsWith("Minor")) return [key.slice(0, -"Minor".length), money(value, currency)];
        return key.endsWith("Milli")
          ? [key.slice(0, -"Milli".length), quantity(value)]
          : [key, value];
      }),
    );
  return (
    <ul className="plain-list">
      {steps.map((one) => (
        <li
          key={`${one.lineId}${one.code}${JSON.stringify(one.args)}`}
          className={one.code === "line-total" ? "explained-sum" : undefined}
        >
          {sayCode("explain", one.code, readable(one.args))}
        </li>
      ))}
    </ul>
  );
}
