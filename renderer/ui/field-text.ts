/** Text of a field changed by the page, through the setter and the event that React watches. */

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The field that a key went into, if it holds text. */
export function textFieldOf(target: EventTarget | null): TextField | undefined {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField ? target : undefined;
}

/** Puts a field's text back as it was. */
export function giveBack(field: TextField, before: string): void {
  if (field.value !== before) setText(field, before);
}

/** Types text at the caret, over what is marked. Fields without a caret get it at their end. */
export function insertText(field: TextField, text: string): void {
  const { value, selectionStart, selectionEnd } = field;
  const from = selectionStart ?? value.length;
  setText(field, value.slice(0, from) + text + value.slice(selectionEnd ?? value.length));
  const caret = from + text.length;
  if (selectionStart !== null) field.setSelectionRange(caret, caret);
}

function setText(field: TextField, text: string): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
