const COUNTING = new Intl.NumberFormat('en-US');

/** `11,799 states`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${COUNTING.format(n)} ${n === 1 ? one : many}`;
