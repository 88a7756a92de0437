/** A field for what nobody should read over a shoulder; its eye is called after it, in the reader's language. */
import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";

interface SecretFieldProps extends Omit<PasswordInputProps, "visibilityToggleButtonProps"> {
  readonly label: string;
}

export function SecretField(props: SecretFieldProps) {
  const say = useSay();
  const eye = { "aria-label": say("field.show", { name: props.label }), tabIndex: 0 };
  return <PasswordInput {...props} visibilityToggleButtonProps={eye} />;
}
