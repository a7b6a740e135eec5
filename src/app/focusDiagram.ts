/** The keyboard's way past the panels: to the node that a first visitor should break, or the first. */
export function focusDiagram(): void {
  const nodes = document.querySelectorAll<HTMLElement>('[data-node]');
  const inviting = document.querySelector<HTMLElement>('[data-inviting=true]');
  (inviting ?? nodes[0])?.focus();
}
