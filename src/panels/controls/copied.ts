/** False where there is no clipboard (plain http, or not allowed): then there must be a field to copy from. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
