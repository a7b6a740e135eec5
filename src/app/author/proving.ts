/** A proof that is under way in a worker: what was found step by step. */
import type { Complaint } from '../../scenario/mistakes.ts';
import type { StepKind } from '../../scenario/scenario.ts';

export interface ProvedStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly say: string;
  readonly complaints: readonly Complaint[];
}

export type ProofReply =
  | ({ readonly is: 'step' } & ProvedStep)
  | { readonly is: 'done' }
  | { readonly is: 'failed'; readonly why: string };

/** Returns what ends it. */
export function proveText(text: string, onReply: (reply: ProofReply) => void): () => void {
  const worker = new Worker(new URL('./proveWorker.ts', import.meta.url), {
    type: 'module',
    name: 'proof',
  });
  worker.onmessage = ({ data }: MessageEvent<ProofReply>) => onReply(data);
  worker.onerror = ({ message }) => onReply({ is: 'failed', why: message });
  worker.postMessage(text);
  return () => worker.terminate();
}
