/** Words that messages, facts and boxes share. */

export const quantity = (qty: unknown): string => `quantity ${String(qty)}`;

/** `#42 Item 42 ×3`, as a row of a table. */
export const rowText = ({
  title,
  qty,
}: {
  readonly title: string;
  readonly qty: unknown;
}): string => `${title === '' ? '(no title)' : title} ×${String(qty)}`;
