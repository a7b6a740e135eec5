/** What is not needed for the flow to play is fetched once it does: it would only delay it. */
import { type ComponentType, lazy } from 'react';

export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    await drawn();
    return { default: await load() };
  });
}

let first: Promise<void> | undefined;

/** The page was drawn for the first time. */
function drawn(): Promise<void> {
  first ??= new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return first;
}
