/** What a fact says of a feature, in a sentence for everybody, and what of it is internal. */
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { ofType } from '../../kernel/model/facts.ts';
import type { HistoryEntry } from './feature-view.ts';
import { isStarFact, wordOf } from './statements.ts';

/** Fields of a feature that everybody sees, as they are called in a sentence; the others are internal. */
const FIELDS = {
  title: 'title',
  team: 'team',
  maturity: 'maturity',
  project: 'project',
  flag: 'feature flag',
  docsUrl: 'documentation',
  compatibility: 'compatibility',
  deployment: 'deployment',
  useCases: 'use cases',
  areas: 'areas',
  note: 'note',
  launchTier: 'launch tier',
} as const;
type Field = keyof typeof FIELDS;

/** Those whose value is said, because it is short. */
const SHORT: ReadonlySet<string> = new Set(['team', 'maturity', 'project', 'flag', 'launchTier', 'title']);

/**
 * The ledger of a feature, newest first.
 * @param facts in order
 * @param titles of the categories
 */
export function historyOf(facts: readonly Fact[], titles: ReadonlyMap<string, string>): HistoryEntry[] {
  const entries = facts.map((fact, at): HistoryEntry => {
    const { type, detail } = fact;
    const { what, inside } = wordsOf(fact, facts.slice(0, at), titles);
    const comment = 'comment' in detail ? detail.comment : 'reason' in detail ? detail.reason : undefined;
    return {
      ...{ at: detail.occurredAt, type, what, by: detail.actor, evidence: detail.evidence },
      ...(inside === undefined ? {} : { detail: inside }),
      ...(typeof comment === 'string' ? { comment } : {}),
    };
  });
  return entries.reverse();
}

interface Words {
  readonly what: string;
  readonly inside?: string;
}

function wordsOf(fact: Fact, before: readonly Fact[], titles: ReadonlyMap<string, string>): Words {
  if (isStarFact(fact)) {
    const { category, side } = fact.detail;
    const title = titles.get(category) ?? category;
    const who = side === 'team' ? 'the team' : 'the author';
    return { what: `Star ${title}: ${STAR_WORDS[wordOf(fact)]} by ${who}` };
  }
  const { type, detail } = fact;
  switch (type) {
    case 'FeatureRegistered':
      return registeredWords(
        detail,
        ofType(before, 'FeatureRegistered').map((each) => each.detail),
      );
    case 'FeatureRenamed':
      return { what: `Renamed from ${detail.feature} to ${detail.to}` };
    case 'FeatureRetired':
      return { what: 'Retired from the product' };
    case 'FactRecorded':
      return { what: `Measured: ${detail.key}`, inside: `${detail.key} is ${JSON.stringify(detail.value)}` };
    case 'EnrollmentOpened':
      return { what: `Enrolment in ${detail.stage} opened` };
    case 'EnrollmentClosed':
      return { what: `Enrolment in ${detail.stage} closed` };
    case 'AccountEnrolled':
      return { what: `An account joined${inStage(detail.stage)}`, inside: detail.account };
    case 'AccountLeft':
      return { what: `An account left${inStage(detail.stage)}`, inside: detail.account };
    case 'RecordVerified':
      return { what: `Looked at and still correct${ofFields(detail.fields)}` };
    case 'EntitySnoozed':
      return { what: `No reminders until ${detail.until.slice(0, 10)}` };
    default:
      return { what: type };
  }
}

const STAR_WORDS = {
  granted: 'granted',
  revoked: 'taken back',
  'not-applicable': 'said not to apply',
} as const;

const inStage = (stage: string | null | undefined) => (stage == null ? '' : ` ${stage}`);

const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name);

const ofFields = (fields: readonly string[] | null | undefined) => {
  const seen = (fields ?? []).filter(isField).map((field) => FIELDS[field]);
  return seen.length === 0 ? '' : `: ${seen.join(', ')}`;
};

type Registration = Extract<Fact, { type: 'FeatureRegistered' }>['detail'];

function registeredWords(detail: Registration, before: readonly Registration[]): Words {
  const changed = Object.keys(FIELDS)
    .filter(isField)
    .flatMap((field) => {
      const said = detail[field];
      if (said === undefined) return [];
      const was = before.findLast((each) => each[field] !== undefined)?.[field];
      if (canonicalJson(said) === canonicalJson(was ?? null)) return [];
      return [SHORT.has(field) ? `${FIELDS[field]} ${said ?? 'unknown'}` : FIELDS[field]];
    });
  const verb = before.length === 0 ? 'Registered' : 'Changed';
  if (changed.length > 0) return { what: `${verb}: ${changed.join(', ')}` };
  return { what: before.length === 0 ? verb : 'Stated again' };
}
