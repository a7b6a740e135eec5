/** Memory, traffic, bytes sent again, drops at random and URLs that expire, beside the formulas. */
import { type Figure, type Form, figure } from '../figure.ts';
import * as expected from './expected.ts';
import * as simulated from './simulated.ts';

const UPLOADS: Readonly<Record<Form, number>> = { tiny: 60, short: 400, long: 4_000 };

export function* uploadFigures(form: Form): Generator<Figure> {
  yield* server();
  yield* drops();
  yield* hazards(UPLOADS[form]);
  yield* expiry();
  yield* requests();
}

function* server(): Generator<Figure> {
  const buffered = simulated.server('direct-buffered', 20, 100);
  // Storage takes the first bodies before the last are whole: at most.
  yield {
    says: 'direct buffered, 20 × 100 MiB: memory, at most',
    expected: expected.memory(20, 100) * 0.95,
    simulated: buffered.memoryMiB,
    tolerance: expected.memory(20, 100) * 0.05,
  };
  const two = simulated.server('direct-buffered', 5, 100, 2);
  yield figure('direct buffered, 5 × 100 MiB, two copies: memory', 1_000, two.memoryMiB, 0.05);
  const streaming = simulated.server('direct-streaming', 20, 100);
  yield figure('direct streaming, 20 users: memory, 64 KiB each', 1.25, streaming.memoryMiB, 0);
  const put = simulated.server('presigned-put', 20, 100);
  yield figure('presigned PUT, 20 users: memory', 0, put.memoryMiB, 0);
  for (const [name, { throughMiB }] of [
    ['direct buffered', buffered],
    ['direct streaming', streaming],
  ] as const) {
    const says = `${name}, 20 × 100 MiB: through the API, 2S`;
    yield figure(says, expected.throughServer(20, 100), throughMiB, 1e-9);
  }
  yield figure('presigned PUT, 20 × 100 MiB: through the API', 0, put.throughMiB, 0);
  const friends = simulated.friendsOnOneGib('direct-buffered');
  yield figure('direct buffered, 20 × 100 MiB on 1 GiB: uploads done', 0, friends.done, 0);
  const past = simulated.friendsOnOneGib('presigned-put');
  yield figure('presigned PUT, 20 × 100 MiB on 1 GiB: uploads done', 20, past.done, 0);
}

function* drops(): Generator<Figure> {
  for (const percent of [60, 63]) {
    for (const variant of ['direct-buffered', 'direct-streaming', 'presigned-put']) {
      const says = `${variant}, 100 MiB, a drop at ${percent} %: MiB sent again, dS`;
      const known = expected.sentAgainByPut(100, percent / 100);
      yield figure(says, known, simulated.sentAgain(variant, percent), 0.001);
    }
    // Not at a boundary: there the answer to the last byte and the drop are at one instant.
    const within = percent + 1;
    yield {
      says: `multipart, 100 MiB, P=5, c=1, a drop at ${within} %: MiB sent again, dS mod P`,
      expected: expected.sentAgainByParts(100, within / 100, 5),
      simulated: simulated.sentAgain('multipart', within),
      tolerance: 0.01,
    };
    yield {
      says: `multipart, 100 MiB, P=5, c=3, a drop at ${percent} %: MiB sent again, at most c·P`,
      expected: 7.5,
      simulated: simulated.sentAgain('multipart', percent, 3),
      tolerance: 7.5,
    };
    yield {
      says: `tus, 100 MiB, a drop at ${percent} %: MiB sent again, from the offset on`,
      expected: 0,
      simulated: simulated.sentAgain('tus', percent),
      tolerance: 0.01,
    };
  }
}

function* hazards(uploads: number): Generator<Figure> {
  const cases = [
    ['presigned-put', 5, expected.sentByPut(100, 0.01)],
    ['multipart', 5, expected.sentByParts(100, 0.01, 5)],
    ['multipart', 20, expected.sentByParts(100, 0.01, 20)],
  ] as const;
  for (const [variant, partMiB, known] of cases) {
    const { meanMiB, errorMiB } = simulated.sentUnderDrops(variant, 0.01, partMiB, uploads);
    const parts = variant === 'multipart' ? `, P=${partMiB}` : '';
    yield {
      says: `${variant}${parts}, 100 MiB, λ=0.01 /MiB: MiB sent`,
      expected: known,
      simulated: meanMiB,
      tolerance: 4 * errorMiB,
    };
  }
}

function* expiry(): Generator<Figure> {
  for (const c of [1, 3]) {
    const starts = simulated.partStartsS(c);
    for (const i of [0, 7, 19]) {
      yield {
        says: `part ${i} of 20, P=5 MiB, B=1 MiB/s, c=${c}, begins: s, ⌊i/c⌋·cP/B`,
        expected: expected.partStartsS(i, c, 5, 1),
        simulated: starts[i] ?? Number.NaN,
        tolerance: 0.01,
      };
    }
    const known = expected.firstExpired(100, 5, c, 1, 60) ?? 0;
    const found = simulated.firstExpired(c, 60) ?? 0;
    yield figure(
      `URLs signed up front, TTL 60 s, c=${c}: the first part that is refused`,
      known,
      found,
      0,
    );
  }
}

function* requests(): Generator<Figure> {
  const put = simulated.requests('presigned-put');
  yield figure('requests of a presigned PUT', expected.requestsOfPut, put, 0);
  for (const batch of [3, 10]) {
    const params = { signBatch: batch, parallel: 1 };
    const found = simulated.requests('multipart', { signOnDemand: 'on' }, params);
    const known = expected.requestsOfParts(20, batch);
    yield figure(`requests of 20 parts, ${batch} URLs at a time`, known, found, 0);
  }
  for (const sizeMiB of [100, 10_240]) {
    const known = expected.smallestPartMiB(sizeMiB);
    yield figure(
      `part of ${sizeMiB} MiB: max(5 MiB, S/10 000)`,
      known,
      simulated.partMiBOf(sizeMiB),
      0,
    );
  }
}
