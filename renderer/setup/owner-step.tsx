/** The first person of a shop; on a later visit, the owner's sign-in to go on. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useSay } from "../i18n/locales.ts";
import { SecretField } from "../ui/secret-field.tsx";
import type { StepProps } from "./first-shop.tsx";
import { useDraft, useHqAct } from "./use-hq.ts";

const PIN = /^\d{4,8}$/;

export function OwnerStep({ state, onDone }: StepProps) {
  const say = useSay();
  const act = useHqAct();
  const { choice } = useLocale();
  const isNew = state.phase === "empty";
  const { value, change } = useDraft("setup-owner", { name: "" });
  const [pin, setPin] = useState("");
  const name = isNew
    ? value.name
    : (state.owners.find((one) => one === value.name) ?? state.owners[0] ?? "");
  const enter = async () => {
    const done = isNew
      ? await act("setupOwner", { name, pin, locale: choice.code })
      : await act("signIn", { name, pin });
    setPin("");
    if (done !== undefined) await onDone();
  };
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      {isNew ? (
        <TextInput
          size="lg"
          label={say("setup.yourName")}
          value={value.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      ) : (
        <NativeSelect
          size="lg"
          label={say("setup.yourName")}
          value={name}
          data={[...state.owners]}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      )}
      <SecretField
        size="lg"
        label={say("setup.pin")}
        inputMode="numeric"
        autoComplete="new-password"
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value.replaceAll(/\D/g, "").slice(0, 8))}
      />
      <Button
        size="xl"
        type="submit"
        className="primary-act"
        disabled={name.trim() === "" || !PIN.test(pin)}
      >
        {say("setup.next")}
      </Button>
    </form>
  );
}
