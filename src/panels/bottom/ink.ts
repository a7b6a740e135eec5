/** The value of a token as a canvas understands it: one side of `light-dark()`. */
export function inkOf(style: CSSStyleDeclaration, token: string): string {
  const value = style.getPropertyValue(token).trim();
  const sides = /^light-dark\((.+),\s*(.+)\)$/.exec(value);
  if (sides === null) return value;
  const isDark =
    style.colorScheme === 'dark' ||
    (style.colorScheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (isDark ? sides[2] : sides[1]) ?? value;
}
