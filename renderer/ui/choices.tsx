/** One choice of a few, as buttons of 48 px that are radio buttons to a keyboard and a screen reader. */
import { useId } from "react";

interface ChoiceGroupProps<Value extends string> {
  readonly label: string;
  readonly value: Value | undefined;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onValue: (value: Value) => void;
}

export function ChoiceGroup<Value extends string>({
  label,
  value,
  choices,
  onValue,
}: ChoiceGroupProps<Value>) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice" data-choice={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onValue(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
