/** People found while typing: the button of one, and the newest answer to the newest query. */
import { UnstyledButton } from "@mantine/core";
import { useEffect, useState } from "react";
import type { PersonItem } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useLink } from "../till.tsx";

const PEOPLE_MAX = 8;

/** One person as a row to press. */
interface PersonButtonProps {
  readonly person: PersonItem;
  readonly onPick: () => void;
  readonly pressed?: boolean;
}

export function PersonButton({ person, onPick, pressed = false }: PersonButtonProps) {
  const say = useSay();
  const { day } = useFormats();
  return (
    <UnstyledButton
      className="person-row"
      aria-pressed={pressed}
      onClick={onPick}
      data-client={person.id}
    >
      <strong>{person.name}</strong>
      <small>
        {[person.phone, person.email, person.city].filter((part) => part !== undefined).join(" · ")}
      </small>
      {person.lastVisitMs !== undefined && (
        <small>{say("client.lastVisit", { day: day(person.lastVisitMs) })}</small>
      )}
      {person.openComplaint && <small className="line-warn">{say("client.complaint")}</small>}
    </UnstyledButton>
  );
}

/** People for what is typed, newest answer only. */
export function usePeople(query: string): readonly PersonItem[] | undefined {
  const { client } = useLink();
  const [found, setFound] = useState<readonly PersonItem[] | undefined>();
  useEffect(() => {
    const text = query.trim();
    if (client === undefined || text === "") return setFound(undefined);
    let stale = false;
    client.sell
      .searchPeople({ query: text, limit: PEOPLE_MAX })
      .then((answer) => {
        if (!stale) setFound(answer.items);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, query]);
  return found;
}

export interface StaffPerson {
  readonly id: string;
  readonly name: string;
  readonly roleName: string;
}

/** The people who work here. */
export function useStaff(): readonly StaffPerson[] {
  const { client } = useLink();
  const [people, setPeople] = useState<readonly StaffPerson[]>([]);
  useEffect(() => {
    let stale = false;
    client?.staff
      .people()
      .then((all) => {
        if (!stale) setPeople(all);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client]);
  return people;
}
