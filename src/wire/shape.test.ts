import { describe, expect, it } from 'vitest';
import { traceOf } from '../flow/compile.ts';
import type { HttpRequestShape } from '../flow/message.ts';
import type { Message } from '../kernel/system.ts';
import { readRequest, readResponse, writeRequest, writeResponse } from './shape.ts';
import { shop, shopRun } from './shop-fixture.ts';

const put: HttpRequestShape = {
  method: 'PUT',
  path: '/api/items/:key?after=:after',
  headers: { 'If-Match': 'version', Cookie: 'token' },
  body: ['value'],
};

describe('a request', () => {
  it('stands in HTTP as its flow says', () => {
    const message = { type: 'PUT', key: 'cart:1', after: 3, version: 4, token: 'abc', value: [1] };
    const { headers, ...rest } = writeRequest(put, message);
    expect(rest).toEqual({
      method: 'PUT',
      path: '/api/items/cart:1?after=3',
      body: '{"value":[1]}',
    });
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'application/json',
      'if-match': '"4"',
      'x-sim-cookie': 'abc',
      'x-sim-fields': 'if-match, x-sim-cookie',
    });
  });

  it.each([
    ['a text', 'cart:1'],
    ['a text that looks like a number', '42'],
    ['a number', 42],
    ['a text in quotes', '"4"'],
    ['nothing', ''],
    ['a directory', '..'],
    ['spaces at the ends', ' a b '],
    ['signs that HTTP has no place for', 'ключ/✓\n"%\\'],
    ['true', true],
    ['null', null],
  ])('brings back %s from path, query and header', (_, value) => {
    const message = { type: 'PUT', key: value, after: value, token: value, value };
    const parts = writeRequest(put, message);
    const there = new Request(new URL(parts.path, 'http://app/'), { ...parts });
    const { pathname, search } = new URL(there.url);
    const { method, headers } = there;
    const read = { method, headers, path: pathname + search, body: parts.body };
    expect(readRequest('PUT', put, read)).toEqual(message);
  });

  it('leaves a text as it stands where the shape says that it is one, in path, query and header', () => {
    const texts: HttpRequestShape = { ...put, texts: ['key', 'after', 'token'] };
    const message = { type: 'PUT', key: '42', after: '7', token: 'true', value: 1 };
    const parts = writeRequest(texts, message);
    expect(parts.path).toBe('/api/items/42?after=7');
    expect(parts.headers.get('X-Sim-Cookie')).toBe('true');
    expect(readRequest('PUT', texts, parts)).toEqual(message);
  });

  it('reads only those headers that are its own', () => {
    const parts = writeRequest(put, { type: 'PUT', key: 'a', value: 1 });
    parts.headers.set('If-Match', '"browser"');
    expect(readRequest('PUT', put, parts)).toEqual({ type: 'PUT', key: 'a', value: 1 });
  });

  it('refuses a field that has no place, and one that its path needs', () => {
    expect(() => writeRequest(put, { type: 'PUT', key: 'a', colour: 1 })).toThrow('colour');
    expect(() => writeRequest(put, { type: 'PUT', value: 1 })).toThrow('"key"');
    expect(() => writeRequest(put, { type: 'PUT', key: { a: 1 } })).toThrow('object');
  });

  it.each([
    ['{"value":1,"colour":2}', 'colour'],
    ['{"value":', 'JSON'],
    ['[1]', 'object'],
    ['', 'JSON'],
  ])('does not read the body %s', (body, why) => {
    const { headers } = writeRequest(put, { type: 'PUT', key: 'a', value: 1 });
    const parts = { method: 'PUT', path: '/api/items/a', headers, body };
    expect(() => readRequest('PUT', put, parts)).toThrow(why);
  });

  it('is not one of another method or path', () => {
    const parts = writeRequest(put, { type: 'PUT', key: 'a', value: 1 });
    expect(readRequest('PUT', put, { ...parts, method: 'POST' })).toBeUndefined();
    expect(readRequest('PUT', put, { ...parts, path: '/api/items' })).toBeUndefined();
    expect(readRequest('PUT', put, { ...parts, path: '/api/carts/a' })).toBeUndefined();
  });
});

describe('a response', () => {
  const http = (type: string) => {
    const shape = shop.messages[type]?.http;
    if (shape === undefined || !('statuses' in shape)) throw new Error(`${type} is no response`);
    return shape;
  };

  it('is a problem document where the flow says so', () => {
    const message = { type: 'PROBLEM', status: 404, detail: 'no' };
    const { status, headers, body } = writeResponse(http('PROBLEM'), message);
    expect([status, headers.get('Content-Type')]).toEqual([404, 'application/problem+json']);
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank',
      title: 'It did not work',
      status: 404,
      detail: 'no',
    });
    expect(readResponse('PROBLEM', http('PROBLEM'), { status, headers, body })).toEqual(message);
  });

  it('is a page of HTML where the flow says so, and then nothing else', () => {
    const shape = { status: 502, statuses: [502], html: 'page' };
    const message = { type: 'PAGE', page: '<h1>Bad Gateway</h1>' };
    const parts = writeResponse(shape, message);
    expect([parts.headers.get('Content-Type'), parts.body]).toEqual(['text/html', message.page]);
    expect(readResponse('PAGE', shape, parts)).toEqual(message);
    const headers = new Headers({ 'Content-Type': 'application/json' });
    expect(() => readResponse('PAGE', shape, { ...parts, headers })).toThrow('not text/html');
  });

  it('is an XML document where the flow says so', () => {
    const shape = { status: 403, statuses: [403], xml: 'document' };
    const message = { type: 'XML', document: '<Error><Code>AccessDenied</Code></Error>' };
    const parts = writeResponse(shape, message);
    expect(parts.headers.get('Content-Type')).toBe('application/xml');
    expect(readResponse('XML', shape, parts)).toEqual(message);
  });

  it('has no body where HTTP allows none', () => {
    expect(writeResponse(http('GONE'), { type: 'GONE' })).toMatchObject({ status: 204, body: '' });
    const loud = { ...http('GONE'), body: ['value'] };
    expect(() => writeResponse(loud, { type: 'GONE', value: 1 })).toThrow('no body');
  });

  it('refuses a status that its flow does not name, a changed constant and an unknown field', () => {
    const message = { type: 'PROBLEM', status: 418, detail: 'tea' };
    expect(() => writeResponse(http('PROBLEM'), message)).toThrow('418');
    const { headers } = writeResponse(http('PROBLEM'), { ...message, status: 404 });
    const read = (body: Message | object) =>
      readResponse('PROBLEM', http('PROBLEM'), {
        status: 404,
        headers,
        body: JSON.stringify(body),
      });
    expect(() => read({ title: 'Other' })).toThrow('title');
    expect(() => read({ colour: 1 })).toThrow('colour');
  });
});

it('brings back every message of a run', () => {
  const kinds = new Set<string>();
  for (const entry of [1, 2, 3].flatMap((seed) => traceOf(shop, shopRun(seed)).entries)) {
    if (entry.kind !== 'send') continue;
    const { from: _from, op: _op, ...message } = entry.event;
    const shape = shop.messages[message.type]?.http;
    if (shape === undefined) continue;
    const back =
      'method' in shape
        ? readRequest(message.type, shape, writeRequest(shape, message))
        : readResponse(message.type, shape, writeResponse(shape, message));
    expect(back).toEqual(message);
    kinds.add(message.type);
  }
  expect([...kinds].sort()).toEqual(['DELETE', 'GET', 'GONE', 'ITEM', 'PROBLEM', 'PUT', 'SAVED']);
});
