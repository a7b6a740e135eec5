/** The page's light theme: a picture is seen on paper, and on other people's grounds. Held against `tokens.css` by a test. */
export const COLOURS = {
  bg: '#f7f7f4',
  panel: '#ffffff',
  'panel-sunk': '#fafaf7',
  quiet: '#efefea',
  ink: '#1c1d21',
  'ink-2': '#5b5e68',
  'ink-3': '#666973',
  line: '#e4e4de',
  'line-strong': '#d3d3cb',
  control: '#85888f',
  link: '#8f929b',
  request: '#2f5bea',
  reply: '#087a5c',
  error: '#c5281f',
  push: '#7237da',
  command: '#965800',
  background: '#5f6673',
  'on-kind': '#ffffff',
  'good-ground': '#e4f5ee',
  'warn-ground': '#fff1d6',
  'bad-ground': '#fdecea',
  'bad-line': '#e5a29d',
} as const;

export type Colour = keyof typeof COLOURS;
