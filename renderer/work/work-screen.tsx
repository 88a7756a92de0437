/** Row 24: the inbox in plain words: what turned out differently, what stands meanwhile, one-tap answers, undo. */
import { Button, Group, Text, Title } from "@mantine/core";
import type { WorkItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useAct, useLive } from "../till.tsx";
import { Mark } from "../ui/mark.tsx";
import { DebtChoices, DebtFacts } from "./debt.tsx";
import { StoredPayments } from "./stored-payments.tsx";

const SHOWN_MAX = 100;

export function WorkScreen() {
  const say = useSay();
  const page = useLive((client, signal) =>
    client.views.work({ query: "", offset: 0, limit: SHOWN_MAX }, { signal }),
  );
  const open = page?.items.filter((one) => one.choices.length > 0 || one.undoable);
  return (
    <section className="page" aria-labelledby="work-title">
      <Title order={1} size="h2" id="work-title">
        {say("nav.work")}
      </Title>
      {open?.length === 0 && (
        <div className="empty">
          <Title order={2}>{say("work.empty.title")}</Title>
          <Text>{say("work.empty.text")}</Text>
        </div>
      )}
      <StoredPayments />
      <ul className="rows" data-testid="work">
        {(open ?? []).map((item) => (
          <li key={item.id} className="panel stack" data-work={item.id} data-state={item.state}>
            <Work item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A debt has a name and a sum. */
function Owed({ item: { owed } }: { item: WorkItem }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { money } = useFormats();
  if (owed === undefined) return null;
  const { kind, of, missing, currency } = owed;
  const name = [sayCode("tender.kind", kind) ?? kind, of].filter((one) => one !== undefined);
  const values = { name: name.join(" ") };
  return (
    <Text data-testid="owed">
      {currency === undefined
        ? say("owed.points", { ...values, points: missing })
        : say("owed.money", { ...values, amount: money(missing, currency) })}
    </Text>
  );
}

function Work({ item }: { item: WorkItem }) {
  const say = useSay();
  const act = useAct();
  const sayCode = useSayCode();
  const { dayTime } = useFormats();
  const code = item.exceptionCode ?? "";
  const meanwhile = sayCode("exception.meanwhile", code) ?? item.meanwhile;
  return (
    <>
      <div>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h4">
            {sayCode("exception", code) ?? item.title}
          </Title>
          <Mark tone="plain" text={sayCode("work.kind", item.kind) ?? item.kind} />
        </Group>
        {item.debt !== undefined && <DebtFacts debt={item.debt} clientName={item.clientName} />}
        <Text>
          {[
            item.text === item.meanwhile ? undefined : item.text,
            item.debt === undefined ? item.clientName : undefined,
            item.ownerName,
            dayTime(item.at),
          ]
            .filter((part) => part !== undefined && part !== "")
            .join(" · ")}
        </Text>
        {item.dueAtMs !== undefined && (
          <Text className="quiet">{say("work.due", { time: dayTime(item.dueAtMs) })}</Text>
        )}
        <Owed item={item} />
        {meanwhile !== undefined && <Text className="quiet">{meanwhile}</Text>}
      </div>
      <div className="act-row">
        {item.debt !== undefined && <DebtChoices item={item} />}
        {(item.debt === undefined ? item.choices : []).map((choice, index) => (
          <Button
            key={choice}
            size="lg"
            variant={index === 0 ? "filled" : "default"}
            onClick={() =>
              act((client, actId) => client.clients.answerWork({ actId, workId: item.id, choice }))
            }
            data-choice={choice}
          >
            {sayCode("choice", choice) ?? choice}
          </Button>
        ))}
        {item.undoable && (
          <Button
            size="lg"
            variant="default"
            onClick={() =>
              act((client, actId) => client.clients.undoWork({ actId, workId: item.id }))
            }
          >
            {say("change.takeBack")}
          </Button>
        )}
      </div>
    </>
  );
}
