/** Where is my sale? At the till, at the server, in the client's history, in the stock: each once. */
import { Button, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import type { WhereView } from "#shared/till-api/views/guide.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";

export function WhereIsMySale() {
  const say = useSay();
  const act = useAct();
  const { quantity } = useFormats();
  const [where, setWhere] = useState<WhereView | undefined>();
  const ask = async () => setWhere(await act((client) => client.demo.where({})));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once when it opens, then by its button
  useEffect(() => void ask(), []);
  return (
    <section className="where" aria-label={say("where.title")} data-testid="where-answer">
      <Title order={3}>{say("where.title")}</Title>
      {where === undefined ? (
        <Text>{say("where.none")}</Text>
      ) : (
        <ul className="plain-list">
          <li data-place="till" data-count={where.till.count}>
            {say("where.till", {
              number: where.receiptNumber,
              sequence: where.till.sequence,
              count: where.till.count,
            })}
          </li>
          <li data-place="server" data-count={where.server.count}>
            {where.server.reached
              ? say("where.server", {
                  count: where.server.count,
                  position: where.server.position ?? 0,
                })
              : say("where.serverUnreached")}
          </li>
          <li data-place="history" data-count={where.history.count}>
            {where.history.clientName === undefined
              ? say("where.noClient")
              : say("where.history", {
                  name: where.history.clientName,
                  count: where.history.count,
                })}
          </li>
          {where.stock.map((one) => (
            <li key={one.productId} data-place="stock">
              {say("where.stock", {
                name: one.name,
                sold: quantity(one.soldMilli),
                before: one.beforeMilli === undefined ? "?" : quantity(one.beforeMilli),
                after: one.afterMilli === undefined ? "?" : quantity(one.afterMilli),
              })}
            </li>
          ))}
        </ul>
      )}
      <Button size="md" variant="light" onClick={() => void ask()}>
        {say("where.again")}
      </Button>
    </section>
  );
}
