/** Decides on a star by a rule over recorded facts. */
import type { StarWord } from '../../../events/announcements/feature.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { type Answer, compileCheck, evaluate, type Rule } from './check-rule.ts';
import { expiryOf } from './expiry.ts';
import type { Category } from './rubric.ts';
import { dayOf, type Ruling, sideName, source, statementWords } from './star.ts';
import { knownValues, type Recorded } from './statements.ts';

interface Measured extends Recorded {
  readonly expiresAt?: string | undefined;
}

/** What was measured and has not expired at a moment. */
const unexpired = (measured: readonly Measured[], at: string): Measured[] =>
  measured.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > at);

const answerOf = (rule: Rule, measured: readonly Measured[]): Answer => evaluate(rule, knownValues(measured));

const wordOf = ({ answer }: Answer): StarWord =>
  answer === 'unknown' ? answer : answer ? 'earned' : 'not-earned';

/** When the rule can no longer be answered because facts expire. It stays unknown: the less is known, the less it can tell. */
const unknownFrom = (rule: Rule, measured: readonly Measured[]): string | undefined =>
  distinct(measured.flatMap(({ expiresAt }) => expiresAt ?? [])).find(
    (moment) => answerOf(rule, unexpired(measured, moment)).answer === 'unknown',
  );

/** Only the owning team can overrule a rule, by saying that the category does not apply. Facts hold as long as a star does. */
export function ruleOnFacts(
  category: Category,
  given: Ruling['given'],
  recorded: ReadonlyMap<string, Recorded>,
  at: string,
): Ruling {
  const bare = { given, missing: [], unknownFacts: [] };
  if (given.team?.word === 'not-applicable') {
    const said = `${sideName('team', category.team)} may say that it does not apply: ${statementWords(given.team, at)}`;
    const because = `a rule decides, but ${said}`;
    return { ...bare, settled: 'not-applicable', because };
  }
  const compiled = compileCheck(category.check ?? '');
  if (!compiled.ok) {
    const because = `a rule decides, but it cannot be read: ${compiled.message}`;
    return { ...bare, settled: 'unknown', because };
  }
  return { ...bare, ...applied(compiled.rule, category, recorded, at) };
}

function applied(rule: Rule, category: Category, recorded: ReadonlyMap<string, Recorded>, at: string) {
  const measured = rule.keys
    .flatMap((key) => recorded.get(key) ?? [])
    .map((one) => ({ ...one, expiresAt: expiryOf(one.at, category.expiresAfter) }));
  const answer = answerOf(rule, measured);
  const expiresAt = answer.answer === 'unknown' ? undefined : unknownFrom(rule, measured);
  const now = answerOf(rule, unexpired(measured, at));
  return {
    settled: wordOf(answer),
    expiresAt,
    unknownFacts: now.answer === 'unknown' ? now.unknown : [],
    because: because(rule, now, measured, expiresAt),
  };
}

const MAX_RULE_LENGTH = 200;

const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;

function because({ text }: Rule, now: Answer, measured: readonly Measured[], expiresAt?: string): string {
  const rule = shortened(text, MAX_RULE_LENGTH);
  const facts = measured.length === 0 ? '' : `: ${recordedWords(measured)}`;
  if (now.answer !== 'unknown') return `the rule ${rule} ${now.answer ? 'holds' : 'does not hold'}${facts}`;
  const why = expiresAt === undefined ? now.because : `what it goes by expired on ${dayOf(expiresAt)}`;
  return `the rule ${rule} cannot be answered, ${why}${facts}`;
}

const MAX_VALUE_LENGTH = 60;

/** `coverage is 0.83, recorded by system:nightly on 2024-04-04 (https://…)` */
const recordedWords = (recorded: readonly Recorded[]): string =>
  recorded
    .map((one) =>
      one.value === null
        ? `${one.key} is unknown`
        : `${one.key} is ${shortened(JSON.stringify(one.value), MAX_VALUE_LENGTH)}, recorded ${source(one)}`,
    )
    .join('; ');
