import * as z from 'zod';
import { fact, rubric } from '../contract.ts';
import { id, list, moment, optional, text } from '../fields.ts';

/** Who, or what, may give a star. */
export const policy = z.enum(['team', 'author', 'either', 'both', 'check']);

export const category = z.object({
  category: id,
  title: text(),
  team: id.describe('the stakeholder team that owns it'),
  policy: policy.describe('who, or what, gives its star'),
  question: optional(text()).describe('what the star answers: can a new user succeed with the docs?'),
  criteria: text(10_000),
  solution: optional(text(2000)).describe('how the star is earned, for whoever lacks it'),
  check: optional(text(10_000)).describe('the rule over recorded facts, of the policy check'),
  expiresAfter: optional(z.iso.duration({ error: 'is not an ISO 8601 duration like P90D' }).max(40)).describe(
    'how long a star holds after it was given',
  ),
  enabledFrom: optional(moment).describe('from when it counts; before, it is shown and does not'),
  attestAgain: optional(z.boolean()).describe(
    'whether stars that were given before this version must be given again',
  ),
});

/** A rule is for a star that a rule gives, and for no other. */
export const checkFits = ({ policy, check }: { policy: string; check?: string | null | undefined }) =>
  (policy === 'check') === (check != null);
export const CHECK_MISFIT = 'needs a check when its policy is check, and only then';

const categories = list(category.refine(checkFits, { error: CHECK_MISFIT }))
  .min(1)
  .refine((all) => new Set(all.map((one) => one.category)).size === all.length, {
    error: 'must name each category once',
  });

/** A version of the rubric holds from `occurredAt` on: the categories, their criteria and who gives their stars. */
export const RubricPublished = fact('RubricPublished', { rubricVersion: id, categories }, () => [rubric]);
