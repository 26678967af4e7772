import * as z from 'zod';
import { about, fact } from '../contract.ts';
import { id, list, optional, text } from '../fields.ts';
import { lazy } from '../lazy.ts';
import { tagTemplateMisfit } from '../tag-template.ts';

/** What a change must have for a rule to match: everything that is named. */
const when = lazy(() =>
  z.object({
    label: optional(text()),
    scope: optional(text()).describe('of a conventional commit: search in feat(search)'),
    type: optional(text()).describe('of a conventional commit: feat in feat(search)'),
    milestone: optional(text()),
    flag: optional(text()).describe('the key of a feature flag in its service'),
  }),
);

const rule = lazy(() =>
  z
    .object({ when: when(), project: optional(id()), feature: optional(id()), flag: optional(id()) })
    .refine(({ when: wanted }) => Object.values(wanted).some((value) => value != null), {
      error: 'needs at least one field in when',
    }),
);

const holding = (template: string, names: readonly string[]) =>
  names.reduce((found, name) => found + template.split(name).length - 1, 0) === 1;

/** One way in which a source names its tags. The first template that fits decides. */
const tagTemplate = lazy(() =>
  z
    .object({
      tag: text(200).describe(
        'the tag, with {version}, {number} or {date}, and perhaps {component}: app@{version}, {component}/v{version}',
      ),
      train: optional(id()).describe('the train of these releases; {component} stands for the component'),
      release: optional(text(200)).describe('how their ids are made: {train}-{short}'),
      parts: optional(z.int().min(1).max(4)).describe(
        'how many numbers make a release that is judged; a tag with more is a patch or build of it',
      ),
      ignore: optional(z.boolean()).describe('true for tags that are no releases'),
    })
    .superRefine(({ tag, ignore }, context) => {
      const message = tagTemplateMisfit(tag, ignore === true);
      if (message !== undefined) context.addIssue({ code: 'custom', path: ['tag'], message });
    }),
);

/** How a source names releases, where that is not the default: a tag v5.4.0 for the release server-5.4 of the train server. */
const releases = lazy(() =>
  z.object({
    tag: optional(
      text(200).refine((template) => holding(template, ['{version}']), {
        error: 'must hold {version}, once',
      }),
    ).describe('how tags and milestones name a version: v{version}'),
    tags: optional(list(tagTemplate())).describe(
      'where one template is not enough: several, each with its train; the first that fits decides',
    ),
    branches: optional(
      text(200).superRefine((template, context) => {
        const message = tagTemplateMisfit(template, false);
        if (message !== undefined) context.addIssue({ code: 'custom', message });
      }),
    ).describe(
      'how branches of releases are called: release/{version}; what is merged into one is in its release',
    ),
    release: optional(
      text(200).refine((template) => holding(template, ['{version}', '{short}']), {
        error: 'must hold {version} or {short}, once',
      }),
    ).describe('how ids of releases are made: {train}-{short}, where 5.4 is short for 5.4.0'),
  }),
);

const ships = lazy(() =>
  z.object({
    types: optional(list(text())),
    labels: optional(list(text())),
    dependencies: optional(z.boolean()).describe(
      'whether the dependency updates of bots can be feature work',
    ),
    titles: optional(
      list(
        text(100).refine((template) => holding(template, ['{words}']), { error: 'must hold {words}, once' }),
      ),
    ).describe('how titles are written, where not as feat(scope): words, like [{type}] {words}'),
  }),
);

/** What an author is to a repository: https://docs.github.com/en/graphql/reference/enums#commentauthorassociation */
const association = lazy(() =>
  z.enum([
    'OWNER',
    'MEMBER',
    'COLLABORATOR',
    'CONTRIBUTOR',
    'FIRST_TIME_CONTRIBUTOR',
    'FIRST_TIMER',
    'MANNEQUIN',
    'NONE',
  ]),
);

/** Where events come from and what they are about: the first rule that matches a change attributes it, otherwise the defaults do. */
export const SourceRegistered = fact(
  'SourceRegistered',
  () => ({
    source: id().describe('provider:place, like github:acme/app or launchdarkly:web/production'),
    title: optional(text()),
    train: optional(id()).describe('the train that its releases and milestones are on'),
    project: optional(id()).describe('the project of what no rule attributes'),
    rules: optional(list(rule())),
    ships: optional(ships()).describe(
      'which merges are feature work (the type * is every merge); without it, feat commits and the label ship',
    ),
    releases: optional(releases()),
    commandsFrom: optional(list(association())).describe(
      'whose comments can have commands, as GitHub calls their authors; without it OWNER, MEMBER and COLLABORATOR',
    ),
  }),
  about('source'),
);
