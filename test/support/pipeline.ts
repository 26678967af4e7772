/** The functions of the pipeline, without queues between them: announcements are handled until there are none. */
import type { Announcement } from '../../events/catalogue.ts';
import { record } from '../../functions/catalog/record/handler.ts';
import { tick } from '../../functions/clock/handler.ts';
import { grade } from '../../functions/grades/grade/handler.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { check } from '../../functions/verdicts/check/handler.ts';
import type { VerdictWord } from '../../functions/verdicts/model/verdict.ts';
import { readVerdicts } from '../../functions/verdicts/store/verdicts.ts';

const checked: readonly Announcement['type'][] = ['DerivationRequested', 'CheckRequested'];
const graded: readonly Announcement['type'][] = ['GradeRequested'];

/** Entries that are recorded together: more than a queue hands over at once, so that tests of many are quick. */
const BATCH = 250;

export interface Pipeline {
  /** Records entries one by one, each with all that follows from it. */
  tell(...entries: readonly unknown[]): Promise<void>;
  /** Records entries many at once, and then all that follows from them. */
  tellTogether(entries: readonly unknown[]): Promise<void>;
  /** One turn of the clock, with all that follows from it. @param now UTC instant */
  tick(now: string): Promise<void>;
  /** What was announced so far, of one type. */
  announced<Type extends Announcement['type']>(type: Type): Extract<Announcement, { type: Type }>[];
  /** The verdicts of a release, by project. */
  words(release: string): Promise<Record<string, VerdictWord>>;
}

export function pipelineOn(table: Store, arrivedAt = '2024-08-13T00:00:00.000Z'): Pipeline {
  const announced: Announcement[] = [];
  const waiting: Announcement[] = [];
  let now = arrivedAt;
  const announce = async (announcements: readonly Announcement[]) => {
    announced.push(...announcements);
    waiting.push(...announcements.filter(({ type }) => [...checked, ...graded].includes(type)));
  };
  const settle = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { type, detail } = next;
      const entry: unknown = JSON.parse(JSON.stringify({ 'detail-type': type, detail }));
      if (graded.includes(type)) await grade({ table, announce, now }, [entry]);
      else await check({ table, announce, now }, [entry]);
    }
  };
  return {
    async tell(...entries) {
      for (const entry of entries) {
        await record({ table, announce, now: arrivedAt }, [entry]);
        await settle();
      }
    },
    async tellTogether(entries) {
      for (let from = 0; from < entries.length; from += BATCH)
        await record({ table, announce, now: arrivedAt }, entries.slice(from, from + BATCH));
      await settle();
    },
    async tick(moment) {
      now = moment;
      await tick({ table, announce, now });
      await settle();
    },
    announced: <Type extends Announcement['type']>(type: Type) =>
      announced.filter((each): each is Extract<Announcement, { type: Type }> => each.type === type),
    words: async (release) =>
      Object.fromEntries(
        (await readVerdicts(table, release)).map(({ project, verdict }) => [project, verdict]),
      ),
  };
}
