import { expect, it, vi } from 'vitest';
import { caching } from '../flows/caching/index.ts';
import { jobs } from '../flows/jobs/index.ts';
import { Library, NotLoaded } from './library.ts';

/** A catalogue of two, and how often each was fetched. */
function catalogueOfTwo() {
  const loads = { caching: vi.fn(async () => caching), jobs: vi.fn(async () => jobs) };
  const library = new Library([
    { ...caching, load: loads.caching },
    { ...jobs, load: loads.jobs },
  ]);
  return { library, loads };
}

it('fetches a flow once, however often and soon it is wanted', async () => {
  const { library, loads } = catalogueOfTwo();
  const both = await Promise.all([library.load('jobs'), library.load('jobs')]);
  expect([...both, await library.load('jobs')]).toEqual([jobs, jobs, jobs]);
  expect(loads.jobs).toHaveBeenCalledTimes(1);
  expect(loads.caching).not.toHaveBeenCalled();
  expect(library.loaded).toEqual([jobs]);
});

it('loads the flow that a run names, and all when a run names none of them', async () => {
  const { library } = catalogueOfTwo();
  expect(await library.loadFor({ flow: 'caching' })).toEqual([caching]);
  expect(await library.loadFor({ flow: 'cachin' })).toEqual([caching, jobs]);
  expect(await library.load('cachin')).toBeUndefined();
});

it('names the flow that could not be fetched, and fetches it when it is wanted again', async () => {
  const { library, loads } = catalogueOfTwo();
  loads.jobs.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await expect(library.load('jobs')).rejects.toThrow(NotLoaded);
  loads.jobs.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await expect(library.loadFor({ flow: 'jobs' })).rejects.toThrow('“Background jobs”');
  expect(library.loaded).toEqual([]);
  expect(await library.load('jobs')).toBe(jobs);
});

it('says what it is loading, and when that has ended', async () => {
  const { library, loads } = catalogueOfTwo();
  const seen: (string | null)[] = [];
  library.subscribe(() => seen.push(library.loading()));
  await library.load('caching');
  loads.jobs.mockRejectedValueOnce(new Error('away'));
  await expect(library.load('jobs')).rejects.toThrow();
  expect(seen).toEqual(['Caching', null, 'Background jobs', null]);
});
