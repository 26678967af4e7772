import * as z from 'zod';
import { fact, rubric } from '../contract.ts';
import { id, list, optional, text } from '../fields.ts';

const category = z
  .object({
    category: id,
    title: text(),
    team: id.describe('the stakeholder team that owns it'),
    policy: z.enum(['team', 'author', 'either', 'both', 'check']).describe('who, or what, gives its star'),
    criteria: text(10_000),
    check: optional(text(10_000)).describe('the rule over recorded facts, of the policy check'),
    expiresAfter: optional(
      z.iso.duration({ error: 'is not an ISO 8601 duration like P90D' }).max(40),
    ).describe('how long a star holds after it was given'),
  })
  .refine(({ policy, check }) => (policy === 'check') === (check != null), {
    error: 'needs a check when its policy is check, and only then',
  });

const categories = list(category)
  .min(1)
  .refine((all) => new Set(all.map((one) => one.category)).size === all.length, {
    error: 'must name each category once',
  });

/** A version of the rubric holds from `occurredAt` on: the categories, their criteria and who gives their stars. */
export const RubricPublished = fact('RubricPublished', { rubricVersion: id, categories }, () => [rubric]);
