/** The person who speaks over the API, and what they may state: by the rules that commands and comments go by. */
import type { Fact } from '../../../events/catalogue.ts';
import { rubric } from '../../../events/contract.ts';
import { readPeople } from '../../catalog/model/import/wire.ts';
import { decidedBy, refusalOf } from '../../catalog/model/permits.ts';
import { type Actor, whoIs } from '../../catalog/model/speakers.ts';
import { readCatalogPage } from '../../catalog/store/catalog.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readPerson } from '../../catalog/store/people.ts';
import { readPermits } from '../../catalog/store/permissions.ts';
import { readStates } from '../../catalog/store/states.ts';
import { mayGrant } from '../../grades/model/grant-policy.ts';
import { rubricAt, rubricVersions } from '../../grades/model/rubric.ts';
import { isStarFact, type StarFact, wordOf } from '../../grades/model/statements.ts';
import { RequestRefusedError } from '../../kernel/http/answers.ts';
import type { ApiSpeaker } from '../../kernel/http/take-facts.ts';
import type { Store } from '../../kernel/store/store.ts';

/** @param called a person by id, e-mail address or account @param now UTC instant @throws {RequestRefusedError} */
export async function findSpeaker(table: Store, called: string, now: string): Promise<ApiSpeaker> {
  const found = called.startsWith(REFERENCE)
    ? await readPerson(table, called.slice(REFERENCE.length))
    : whoIs(called, await readPeople((section, after) => readCatalogPage(table, section, after)));
  if (!found.known)
    throw new RequestRefusedError(403, 'PERSON_UNKNOWN', `Nothing was taken: ${found.because}.`);
  const { actor, person } = found;
  return {
    reference: `person:${person}`,
    refusals: async (facts) => {
      const permits = await readPermits(table, decidedBy(facts), [actor], now);
      const starRefusals = await starRefusalsFor(
        table,
        actor,
        facts.map(({ fact }) => fact),
        now,
      );
      return facts.map((each) => refusalOf(each, actor, permits) ?? starRefusals(each.fact));
    },
  };
}

/** Who is named so is found without reading the others. */
const REFERENCE = 'person:';

async function starRefusalsFor(table: Store, actor: Actor, facts: readonly Fact[], now: string) {
  const stars = facts.filter(isStarFact);
  if (stars.length === 0) return () => undefined;
  const features = await readStates(table, 'feature', [
    ...new Set(stars.map(({ detail }) => detail.feature)),
  ]);
  const inForce = rubricAt(rubricVersions((await readLedger(table, rubric)).facts), now);
  const refusal = (fact: StarFact) => {
    const { feature, category, side } = fact.detail;
    const state = features.get(feature) ?? { feature, registered: false };
    const answer = mayGrant(actor, category, state, inForce, { side, word: wordOf(fact) });
    return answer.may ? undefined : answer.because;
  };
  return (fact: Fact) => (isStarFact(fact) ? refusal(fact) : undefined);
}
