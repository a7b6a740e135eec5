/** Saves the table of answers as a file. */
import { save } from '../../panels/exporting/save.ts';
import type { HostRoom } from '../../room/client/room.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { loadScenario } from '../scenarios/shelf.ts';
import { answersCsv } from './csv.ts';
import { wordsOfVote } from './stepWords.ts';

/** Rejects when the server cannot be asked. */
export async function saveAnswers(room: HostRoom): Promise<void> {
  const votes = await room.answers();
  const ids = [...new Set(votes.flatMap(({ about }) => about?.scenario ?? []))];
  const scenarios = new Map<string, Scenario | undefined>();
  for (const id of ids) scenarios.set(id, await loadScenario(id).catch(() => undefined));
  const people = room.get().roster;
  const csv = answersCsv(votes, {
    question: (vote) => wordsOfVote(vote, scenarioOf(vote.about)).ask,
    option: (vote) => wordsOfVote(vote, scenarioOf(vote.about)).option,
    person: (pid) => {
      const i = people.findIndex((each) => each.pid === pid);
      return people[i]?.presence.name ?? (i < 0 ? pid : `Participant ${i + 1}`);
    },
  });
  save(`answers-${room.get().code ?? 'room'}.csv`, csv, 'text/csv;charset=utf-8');

  function scenarioOf(about: { readonly scenario: string } | null): Scenario | null {
    return about === null ? null : (scenarios.get(about.scenario) ?? null);
  }
}
