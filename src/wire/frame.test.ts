import { describe, expect, it } from 'vitest';
import { toEventText, toSocketText, writeFrame } from '../flow/http/frame.ts';
import { ShapeError } from '../flow/http/text.ts';
import type { MessageView } from '../flow/message.ts';
import { fromEvent, fromSocketText, readFrame, readId } from './frame.ts';

const words = { role: 'oneWay', kind: 'push', label: () => '', say: () => '' } as const;
const shape = { fields: ['seq', 'text'], id: ':epoch/:seq' };
const messages: Record<string, MessageView> = {
  news: { ...words, frame: { fields: ['seq', 'text', 'epoch'], id: ':epoch/:seq' } },
  local: words,
};
const news = { type: 'news', seq: 7, text: 'a\nb “c”', epoch: 2, from: 'hub', op: 'op-1' };
const { from: _from, op: _op, ...said } = news;

describe('a frame', () => {
  it('brings back what was said, as text of a WebSocket and as data of an event', () => {
    const frame = writeFrame({ ...shape, fields: ['seq', 'text', 'epoch'] }, news);
    expect(readFrame(messages, fromSocketText(toSocketText(frame)))).toEqual(said);
    const text = toEventText(frame);
    expect(text).toMatch(/^id: 2\/7\nevent: news\ndata: .*\n\n$/);
    const data = /data: (.*)/.exec(text)?.[1] ?? '';
    expect(readFrame(messages, fromEvent('news', data))).toEqual(said);
    expect(readId(':epoch/:since', '2/7')).toEqual({ epoch: 2, since: 7 });
  });

  it('has a place for every field of its message', () => {
    expect(() => writeFrame(shape, news)).toThrow('the shape of news has no place for epoch');
  });

  it.each([
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['no type', '{"seq":1}'],
    ['a type that is no text', '{"type":1}'],
    ['a message that does not travel on a stream', '{"type":"local"}'],
    ['an unknown message', '{"type":"constructor"}'],
    ['an unknown field', '{"type":"news","evil":1}'],
  ])('is refused when it is %s', (_, text) => {
    expect(() => readFrame(messages, fromSocketText(text))).toThrow(ShapeError);
  });

  it.each(['', '1', '1/2/3', '%/1'])('is refused with the id "%s"', (id) => {
    expect(() => readId(':epoch/:since', id)).toThrow(ShapeError);
  });
});
