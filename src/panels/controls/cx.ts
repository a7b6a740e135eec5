/** Joins the class names that are there. */
export function cx(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name).join(' ');
}
