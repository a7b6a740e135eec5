/** Judges away from the page, a seed at a time. */
import { catalogue } from '../../flows/catalogue.ts';
import { judgingOf } from '../../scenario/judge.ts';
import type { JudgeReply, JudgeRequest } from './judging.ts';

addEventListener('message', ({ data }: MessageEvent<JudgeRequest>) => {
  judged(data).catch((error: unknown) => {
    tell({ type: 'not judged', why: error instanceof Error ? error.message : String(error) });
  });
});

const tell = (reply: JudgeReply): void => postMessage(reply);

async function judged({ flow: id, step, start, run }: JudgeRequest): Promise<void> {
  const flow = await catalogue.find((each) => each.id === id)?.load();
  if (flow === undefined) throw new Error(`There is no flow "${id}".`);
  const judging = judgingOf(flow, step, start, run);
  for (;;) {
    const { done, value } = judging.next();
    if (done === true) return tell({ type: 'judged', judgement: value });
    tell({ type: 'seeds judged', count: value });
  }
}
