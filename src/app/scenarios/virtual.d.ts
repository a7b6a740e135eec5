/** Made by `tools/scenarios-plugin.ts` from the files, in their order. */
declare module 'virtual:scenarios' {
  export const scenarios: readonly import('../../scenario/scenario.ts').ScenarioEntry[];
}
