/** The star that a rule over recorded facts gives. */

import type { StarWord } from '../../../events/announcements/grade-changed.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { type Answer, compileCheck, evaluate, type Rule } from './check-rule.ts';
import { expiryOf } from './expiry.ts';
import type { Category } from './rubric.ts';
import { dayOf, exceptionBecause, type Ruling, recordedWords } from './star.ts';
import { knownValues, type Recorded } from './statements.ts';

interface Measured extends Recorded {
  readonly expiresAt?: string | undefined;
}

/** What is left of what was measured when a moment has come. */
const lasting = (measured: readonly Measured[], at: string): Measured[] =>
  measured.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > at);

const asked = (rule: Rule, measured: readonly Measured[]): Answer => evaluate(rule, knownValues(measured));

function wordOf({ answer }: Answer): StarWord {
  if (answer === 'unknown') return 'unknown';
  return answer ? 'earned' : 'not-earned';
}

/**
 * When the rule can no longer tell, because what it goes by was measured longer ago than a star holds. The less is
 * known, the less a rule tells, so from then on it stays unknown.
 */
const fadesAt = (rule: Rule, measured: readonly Measured[]): string | undefined =>
  distinct(measured.flatMap(({ expiresAt }) => expiresAt ?? [])).find(
    (moment) => asked(rule, lasting(measured, moment)).answer === 'unknown',
  );

/**
 * Rules on a star that a rule gives. Only the owning team's word that it does not apply stands before the rule. What was
 * measured holds as long as a star of the category does.
 * @param recorded by key, as of the moment
 */
export function ruleOnFacts(
  category: Category,
  given: Ruling['given'],
  recorded: ReadonlyMap<string, Recorded>,
  at: string,
): Ruling {
  const bare = { given, missing: [], unknownFacts: [] };
  if (given.team?.word === 'not-applicable') {
    const because = exceptionBecause(category, given.team, at);
    return { ...bare, settled: 'not-applicable', because };
  }
  const compiled = compileCheck(category.check ?? '');
  if (!compiled.ok) {
    return {
      ...bare,
      settled: 'unknown',
      because: `a rule decides, but it cannot be read: ${compiled.message}`,
    };
  }
  return { ...bare, ...applied(compiled.rule, category, recorded, at) };
}

function applied(rule: Rule, category: Category, recorded: ReadonlyMap<string, Recorded>, at: string) {
  const measured = rule.keys
    .flatMap((key) => recorded.get(key) ?? [])
    .map((one) => ({ ...one, expiresAt: expiryOf(one.at, category.expiresAfter) }));
  const answer = asked(rule, measured);
  const expiresAt = answer.answer === 'unknown' ? undefined : fadesAt(rule, measured);
  const now = asked(rule, lasting(measured, at));
  return {
    settled: wordOf(answer),
    expiresAt,
    unknownFacts: now.answer === 'unknown' ? now.unknown : [],
    because: because(rule, now, measured, expiresAt),
  };
}

const MAX_RULE_LENGTH = 200;

function because(
  { text }: Rule,
  now: Answer,
  measured: readonly Measured[],
  expiresAt: string | undefined,
): string {
  const rule =
    text.length <= MAX_RULE_LENGTH ? text : `${text.slice(0, MAX_RULE_LENGTH - 1).toWellFormed()}…`;
  const facts = measured.length === 0 ? '' : `: ${recordedWords(measured)}`;
  if (now.answer !== 'unknown') return `the rule ${rule} ${now.answer ? 'holds' : 'does not hold'}${facts}`;
  const why = expiresAt === undefined ? now.because : `what it goes by expired on ${dayOf(expiresAt)}`;
  return `the rule ${rule} cannot be answered, ${why}${facts}`;
}
