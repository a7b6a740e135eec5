import { describe, expect, it } from 'vitest';
import { readEmbed } from './settings.ts';

const read = (search: string) => readEmbed(search, 'https://flows.example');

describe('the address of an embedded diagram', () => {
  it('may say nothing: controls to play, no motion by itself, and only its own origin may speak', () => {
    expect(read('?embed=1')).toEqual({
      controls: 'play',
      theme: 'system',
      autoplay: false,
      fromUs: null,
      toUs: null,
      origin: 'https://flows.example',
      mistakes: [],
    });
  });

  it('says what is shown, what plays, and who may speak', () => {
    const search =
      '?embed=1&controls=full&theme=dark&autoplay=1&from=1.2s&to=3s&origin=https://docs.example/page';
    expect(read(search)).toEqual({
      controls: 'full',
      theme: 'dark',
      autoplay: true,
      fromUs: 1_200_000,
      toUs: 3_000_000,
      origin: 'https://docs.example',
      mistakes: [],
    });
  });

  it.each([
    ['controls=ful', 'use play, full, none'],
    ['theme=pink', 'use system, light, dark, projector'],
    ['autoplay=yes', 'use 0, 1'],
    ['from=soon', 'write an instant such as 1.2s'],
    ['to=-1s', 'write an instant such as 1.2s'],
    ['from=3s&to=2s', 'it has to be later than “from”'],
    ['origin=docs.example', 'write one such as https://docs.example.'],
    ['origin=javascript:alert(1)', 'write one such as https://docs.example.'],
    ['origin=*', 'write one such as https://docs.example.'],
  ])('that says %s is told: %s', (part, told) => {
    const settings = read(`?embed=1&${part}`);
    expect(settings.mistakes).toHaveLength(1);
    expect(settings.mistakes[0]).toContain(told);
    expect(settings.origin).toBe('https://flows.example');
    expect(settings.toUs).toBeNull();
  });
});
