/** A field for what nobody should read over a shoulder; its eye has a name in the reader's language. */
import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";

interface SecretFieldProps extends Omit<PasswordInputProps, "visibilityToggleButtonProps"> {
  /** What it belongs to, where a page has several of one label. */
  readonly of?: string;
}

export function SecretField({ of, ...props }: SecretFieldProps) {
  const say = useSay();
  const words = [say("field.show"), of].filter((one) => one !== undefined);
  const eye = { "aria-label": words.join(": "), tabIndex: 0 };
  return <PasswordInput {...props} visibilityToggleButtonProps={eye} />;
}
