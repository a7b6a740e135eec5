/** Words that messages, facts and boxes share. */

export const quantity = (qty: unknown): string => `quantity ${String(qty)}`;

export const titleText = (title: string): string => (title === '' ? '(no title)' : title);
