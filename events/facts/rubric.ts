import * as z from 'zod';
import { fact, rubric } from '../contract.ts';
import {
  cadenceStep,
  every,
  fewOf,
  id,
  launchTier,
  list,
  moment,
  name,
  optional,
  reference,
  text,
  timeZone,
  webAddress,
} from '../fields.ts';
import { lazy } from '../lazy.ts';

/** Who, or what, may give a star. */
export const policy = lazy(() => z.enum(['team', 'author', 'either', 'both', 'check']));

export const category = lazy(() =>
  z.object({
    category: name(),
    title: text(),
    team: id().describe('the stakeholder team that owns it'),
    policy: policy().describe('who, or what, gives its star'),
    question: optional(text()).describe('what the star answers: can a new user succeed with the docs?'),
    criteria: text(10_000),
    solution: optional(text(2000)).describe('how to earn the star'),
    check: optional(text(10_000)).describe('the rule over recorded facts, of the policy check'),
    expiresAfter: optional(
      z.iso.duration({ error: 'is not an ISO 8601 duration like P90D' }).max(40),
    ).describe('how long a star holds after it was given'),
    enabledFrom: optional(moment()).describe('from when it counts; before, it is only shown'),
    attestAgain: optional(z.boolean()).describe(
      'whether stars that were given before this version must be given again',
    ),
  }),
);

/** A category has a rule exactly if its star is given by one. */
export const checkFits = ({ policy, check }: { policy: string; check?: string | null | undefined }) =>
  (policy === 'check') === (check != null);
export const CHECK_MISFIT = 'needs a check when its policy is check, and only then';

const categories = lazy(() =>
  list(category().refine(checkFits, { error: CHECK_MISFIT }))
    .min(1)
    .refine((all) => new Set(all.map((one) => one.category)).size === all.length, {
      error: 'must name each category once',
    }),
);

const duration = lazy(() => z.iso.duration({ error: 'is not an ISO 8601 duration like P2M' }).max(40));
const businessDays = lazy(() => z.int().min(1).max(60));

/** How long communications wait for their reviewers, and which ones wait forever. */
export const reviewRules = lazy(() =>
  z.object({
    fullBusinessDays: optional(businessDays()).describe(
      'after which a review no longer holds anything up; 3 without it',
    ),
    remindBusinessDays: optional(businessDays()).describe(
      'before the end, when reviewers are reminded; 1 without it',
    ),
    classes: optional(
      list(
        z.object({
          changeClass: id(),
          title: text(),
          reviewers: optional(list(id())).describe('roles of people: product-director, marketing, pmm'),
          fullBusinessDays: optional(businessDays()),
          neverLapses: optional(z.boolean()).describe('whether it waits until it is answered'),
        }),
      ),
    ),
  }),
);

/** A step that teams take in every period. */
export const cadenceRule = lazy(() =>
  z.object({
    step: cadenceStep(),
    every: every(),
    title: text(),
    partners: optional(list(id())).describe('the roles of a team that take part: engineering, design, pmm'),
    confirms: optional(z.enum(['team', 'features'])).describe(
      'the records whose confirmation also completes the step',
    ),
    teams: optional(list(id())).describe('the teams that take it; every team without it'),
  }),
);

/** What is prepared for a launch, and how long before it. */
export const launchTask = lazy(() =>
  z.object({
    tier: launchTier(),
    task: id(),
    title: text(),
    before: duration().describe('how long before the planned release: P2M'),
  }),
);

/** Who approves exemptions, withdrawals and plans, beside the managers of a project's team; and who edits the catalog. */
export const approvalRules = lazy(() =>
  z.object({
    approvers: optional(list(reference())).describe(
      'for every project: person:ada, team:leads, role:product-director',
    ),
    orgs: optional(fewOf(list(reference()))).describe('for the projects of the teams of an org, by org'),
    editors: optional(list(reference())).describe(
      'who changes the catalog itself: people, teams or roles; everybody in it without them',
    ),
    twoPeople: optional(z.boolean()).describe(
      'whether an exemption needs one who asks and another who approves',
    ),
  }),
);

/** Only people inside get such a link, with the reference in place of `{account}`. */
const accountAddress = lazy(() =>
  text(500).refine(
    (address) => {
      const filled = address.replaceAll('{account}', 'a');
      return filled !== address && webAddress().safeParse(filled).success;
    },
    { error: 'is no http or https address with {account} in it' },
  ),
);

/** A version of the rubric holds from `occurredAt` on: its categories, and the rules of reviews, cadence, launches and approvals. */
export const RubricPublished = fact(
  'RubricPublished',
  () => ({
    rubricVersion: id(),
    categories: categories(),
    reviews: optional(reviewRules()),
    cadence: optional(list(cadenceRule())),
    launches: optional(list(launchTask())),
    approvals: optional(approvalRules()),
    accountAddress: optional(accountAddress()).describe(
      'where an account is kept, for people inside: https://crm.example.com/accounts/{account}',
    ),
    timeZone: optional(timeZone()).describe(
      'of the digests of the organisation and its orgs; UTC without it',
    ),
  }),
  () => [rubric],
);
