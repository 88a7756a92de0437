/** Who works here: name, role and PIN of each. A PIN is sent once and never shown or kept here. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SetupState } from "#shared/hq-api/setup.ts";
import { useSay } from "../i18n/locales.ts";
import { SecretField } from "../ui/secret-field.tsx";
import type { StepProps } from "./first-shop.tsx";
import { useDraft, useHqAct, useHqView } from "./use-hq.ts";

export function PeopleStep({ state, onDone }: StepProps) {
  const say = useSay();
  const act = useHqAct();
  const view = useHqView();
  const [people, setPeople] = useState(state.people);
  const { value, change } = useDraft("setup-people", { name: "", roleId: "role-cashier" });
  const [pin, setPin] = useState("");
  const again = async () => {
    const fresh = await view<SetupState>("setupState");
    if (fresh !== undefined) setPeople(fresh.people);
  };
  const add = async () => {
    const done = await act("setupPerson", {
      name: value.name,
      roleId: value.roleId,
      pin,
      active: true,
    });
    if (done === undefined) return;
    setPin("");
    change({ name: "" });
    await again();
  };
  const turn = async (one: SetupState["people"][number]) => {
    const { id, name, roleId, active } = one;
    await act("setupPerson", { id, name, roleId, active: !active });
    await again();
  };
  return (
    <div className="setup-form setup-wide">
      <ul className="rows" data-testid="setup-people">
        {people.map((one) => (
          <li key={one.id} className="row-card">
            <span>
              <strong>{one.name}</strong>
              <small>
                {one.roleName}
                {one.active ? "" : ` · ${say("setup.left")}`}
              </small>
            </span>
            {one.id !== people[0]?.id && (
              <Button size="md" variant="default" onClick={() => void turn(one)}>
                {say(one.active ? "setup.leaves" : "setup.comesBack")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <form
        className="act-row"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextInput
          size="lg"
          label={say("setup.personName")}
          value={value.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          size="lg"
          label={say("setup.role")}
          value={value.roleId}
          data={state.roles.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => change({ roleId: event.currentTarget.value })}
        />
        <SecretField
          size="lg"
          label={say("setup.pin")}
          inputMode="numeric"
          autoComplete="new-password"
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value.replaceAll(/\D/g, "").slice(0, 8))}
        />
        <Button
          size="lg"
          type="submit"
          variant="light"
          disabled={value.name.trim() === "" || pin.length < 4}
        >
          {say("setup.addPerson")}
        </Button>
      </form>
      <Button size="xl" className="primary-act" onClick={() => void onDone()}>
        {say("setup.next")}
      </Button>
    </div>
  );
}
