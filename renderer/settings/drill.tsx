/** The outage drill: really does each check with the connection away, and names what would fail. */
import { Button, Loader, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { Mark } from "../ui/mark.tsx";

interface Result {
  readonly scorePercent: number;
  readonly checks: readonly {
    readonly key: string;
    readonly passed: boolean;
    readonly detail: string;
  }[];
}
/** A hundred basis points are one percent. */
const BASIS_POINTS = 100;

export function Drill() {
  const say = useSay();
  const act = useAct();
  const [result, setResult] = useState<Result | undefined>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const done = await act((client, actId) => client.devices.drill({ actId }));
    setBusy(false);
    if (done !== undefined) setResult(done);
  };
  return (
    <section className="page" aria-labelledby="drill-title">
      <Title order={1} size="h2" id="drill-title">
        {say("drill.title")}
      </Title>
      <Text size="lg">{say("drill.how")}</Text>
      {busy && (
        <Text role="status">
          <Loader size="sm" aria-hidden="true" /> {say("drill.running")}
        </Text>
      )}
      {result !== undefined && <Checks result={result} />}
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          disabled={busy}
          onClick={() => void run()}
          data-testid="drill"
        >
          {say(result === undefined ? "drill.run" : "drill.again")}
        </Button>
      </footer>
    </section>
  );
}

function Checks({ result }: { result: Result }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { percent } = useFormats();
  const failedFirst = [...result.checks].sort(
    (left, right) => Number(left.passed) - Number(right.passed),
  );
  return (
    <>
      <output className="total" data-testid="score" data-percent={result.scorePercent}>
        {percent(result.scorePercent * BASIS_POINTS)}
      </output>
      <ul className="rows" data-testid="checks">
        {failedFirst.map((check) => (
          <li
            key={`${check.key}${check.detail}`}
            className="row-card"
            data-check={check.key}
            data-passed={check.passed}
          >
            <span>
              <strong>{sayCode("drill.check", check.key) ?? check.key}</strong>
              <small>{check.detail}</small>
            </span>
            <Mark
              tone={check.passed ? "done" : "waiting"}
              text={say(check.passed ? "drill.passed" : "drill.failed")}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
