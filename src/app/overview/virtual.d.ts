/** Made by `tools/overview-plugin.ts` from the flows themselves. */
declare module 'virtual:overview' {
  export const overview: readonly import('./overview.ts').FlowOverview[];
}
