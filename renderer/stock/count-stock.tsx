/** A blind count, area by area, with sales going on: what was found, then where it differs. */
import { Button, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";
import { useGathered } from "./gathered.ts";
import { ScanList } from "./scan-list.tsx";

interface Difference {
  readonly productId: string;
  readonly name: string;
  readonly movementMilli: number;
}

export function CountStock() {
  const say = useSay();
  const act = useAct();
  const gathered = useGathered("count");
  const [differences, setDifferences] = useState<readonly Difference[] | undefined>();
  const save = async () => {
    const counted = await act((client, actId) =>
      client.stock.count({
        actId,
        blind: true,
        lines: gathered.lines.map(({ productId, quantityMilli, atMs, area }) => ({
          productId,
          countedMilli: quantityMilli,
          atMs,
          area,
        })),
      }),
    );
    if (counted === undefined) return;
    setDifferences(counted.differences);
    gathered.start([]);
  };
  if (differences !== undefined)
    return <Differences differences={differences} onAgain={() => setDifferences(undefined)} />;
  return (
    <section className="page" aria-label={say("stock.tab.count")}>
      <Text>{say("stock.countHow")}</Text>
      <TextInput
        size="lg"
        label={say("stock.area")}
        value={gathered.about.area ?? ""}
        onChange={(event) => gathered.tell({ area: event.currentTarget.value })}
      />
      <ScanList gathered={gathered} label={say("stock.tab.count")} />
      <footer className="page-foot">
        <Button
          size="xl"
          className="primary-act"
          disabled={gathered.lines.length === 0}
          onClick={() => void save()}
          data-testid="save-count"
        >
          {say("shift.confirmCount")}
        </Button>
      </footer>
    </section>
  );
}

interface DifferencesProps {
  readonly differences: readonly Difference[];
  readonly onAgain: () => void;
}

function Differences({ differences, onAgain }: DifferencesProps) {
  const say = useSay();
  const { quantity } = useFormats();
  return (
    <section className="page" aria-labelledby="stock-differences">
      <Title order={1} size="h2" id="stock-differences">
        {differences.length === 0
          ? say("stock.countAgrees")
          : say("stock.countDiffers", { count: differences.length })}
      </Title>
      {differences.length > 0 && (
        <Table verticalSpacing="sm" data-testid="stock-differences">
          <Table.Tbody>
            {differences.map((one) => (
              <Table.Tr key={one.productId}>
                <Table.Td>{one.name}</Table.Td>
                <Table.Td className="figure">
                  {one.movementMilli > 0 ? "+" : "−"}
                  {quantity(Math.abs(one.movementMilli))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <footer className="page-foot">
        <Button size="xl" className="primary-act" onClick={onAgain}>
          {say("stock.countNext")}
        </Button>
      </footer>
    </section>
  );
}
