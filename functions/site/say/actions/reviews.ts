import { didYouMean } from '../../../../events/nearest.ts';
import { REVIEWS } from '../../../catalog/model/lists.ts';
import { type ReviewAnswer, reviewAnswer } from '../../../catalog/model/review.ts';
import { refusal, type Speaker, type Statement } from '../../../catalog/model/statements/statement.ts';
import { readPeople } from '../../../catalog/store/records.ts';
import { readStates } from '../../../catalog/store/states.ts';
import { pageAddress } from '../../../kernel/model/addresses.ts';
import { listedIds } from '../../../kernel/store/lists.ts';
import type { ReviewReport } from '../../../reviews/model/report.ts';
import {
  ANSWER_WORDS,
  answered,
  answerTakenBack,
  requested,
  resubmitted,
  returned,
} from '../../../reviews/model/review-statements.ts';
import { classRuleOf } from '../../../reviews/model/rules.ts';
import { readReview, readReviewsAnswer } from '../../../reviews/store/reviews.ts';
import { type Action, FEATURE, type Field, filled, type Scene, type Values } from '../action.ts';

const REVIEW: Field = {
  name: 'review',
  label: 'Review',
  hint: 'Its name, like launch-post.',
  as: 'line',
  isRequired: true,
};
const COMMENT: Field = { name: 'comment', label: 'Comment', hint: 'Internal users see it.', as: 'text' };
const page = ({ review = '' }: Values) => pageAddress('review', review);

async function about(
  { store, now, speaker }: Scene,
  review: string,
  make: (speaker: Speaker, report: ReviewReport) => Statement,
): Promise<Statement> {
  const report = await readReview(store, review, now);
  if (report !== undefined) return make(speaker, report);
  throw refusal(`nobody requested a review ${review}${didYouMean(review, await listedIds(store, REVIEWS))}`);
}

async function teamOf(store: Scene['store'], feature: string | undefined): Promise<string | undefined> {
  if (feature === undefined) return undefined;
  const found = (await readStates(store, 'feature', [feature])).get(feature);
  if (found === undefined) throw refusal(`nothing is known of a feature ${feature}`);
  return found.team;
}

export const requestReview: Action = {
  title: 'Ask for a review',
  about: 'Its reviewers are asked about a communication, and it waits for them as long as its class says.',
  who: 'Everybody in the catalog.',
  fields: [
    { ...REVIEW, hint: 'A name for it, like launch-post.' },
    { name: 'class', label: 'Class', hint: 'Of the change, like blog-post.', as: 'line', isRequired: true },
    { name: 'subject', label: 'Subject', hint: 'Internal users see it.', as: 'line', isRequired: true },
    {
      name: 'team',
      label: 'Team',
      hint: 'Whose communication it is; that of the feature without it.',
      as: 'line',
    },
    { ...FEATURE, isRequired: false },
    { name: 'url', label: 'Address of the draft', as: 'line' },
    {
      name: 'reviewers',
      label: 'Reviewers',
      hint: 'Like person:ada, team:docs; those of the class without it.',
      as: 'line',
    },
  ],
  async make(
    { store, now },
    { review = '', class: changeClass = '', subject = '', feature, url, ...values },
  ) {
    const { rules } = await readReviewsAnswer(store, now);
    const reviewers = values.reviewers?.split(/[\s,]+/).filter((each) => each !== '');
    const team = values.team ?? (await teamOf(store, feature));
    const teamsOf = (reviewers ?? []).flatMap((each) => (each.startsWith('team:') ? each.slice(5) : []));
    const named = [...(team ? [team] : []), ...classRuleOf(rules, changeClass).reviewers, ...teamsOf];
    const present = (await readPeople(store)).filter(
      ({ registration, retiredAt }) => registration !== undefined && retiredAt === undefined,
    );
    const teams = [...(await readStates(store, 'team', named))].filter(
      ([, { registered, retiredAt }]) => registered && retiredAt === undefined,
    );
    return requested(
      { review, changeClass, subject, team, feature, url, reviewers },
      {
        rules,
        before: await readReview(store, review, now),
        people: new Map(present.map((one) => [one.person, one])),
        teams: new Map(teams),
      },
    );
  },
  opposite: () => undefined,
  page,
};

const isAnswer = (word: string | undefined): word is ReviewAnswer => reviewAnswer().safeParse(word).success;

export const answerReview: Action = {
  title: 'Answer a review',
  about: 'Nothing to note is an answer too, and differs from silence.',
  who: 'Its reviewers; what others say is shown beside.',
  fields: [
    REVIEW,
    {
      name: 'answer',
      label: 'Answer',
      as: reviewAnswer().options.map(
        (word) =>
          [word, `${ANSWER_WORDS[word].charAt(0).toUpperCase()}${ANSWER_WORDS[word].slice(1)}`] as const,
      ),
      isRequired: true,
    },
    COMMENT,
  ],
  make: (scene, { review = '', answer, comment }) =>
    about(scene, review, (speaker, report) => {
      if (!isAnswer(answer))
        throw refusal(`${answer} is no answer: there are ${reviewAnswer().options.join(', ')}`);
      return answered(speaker, report, { answer, comment });
    }),
  opposite: ({ review }) => ({ action: 'withdraw-answer', values: filled({ review }) }),
  page,
};

export const withdrawAnswer: Action = {
  title: 'Take an answer back',
  about: 'It is as if it had not been given.',
  who: 'Who gave it.',
  fields: [REVIEW, COMMENT],
  make: (scene, { review = '', comment }) =>
    about(scene, review, (speaker, report) => answerTakenBack(speaker, report, { comment })),
  opposite: ({ review }) => ({ action: 'answer-review', values: filled({ review }) }),
  page,
};

export const returnReview: Action = {
  title: 'Give a review back to its author',
  about: 'It is the turn of the author, who changes it and submits it again.',
  who: 'Everybody in the catalog.',
  fields: [REVIEW, COMMENT],
  make: (scene, { review = '', comment }) =>
    about(scene, review, (_, report) => returned(report, { comment })),
  opposite: ({ review }) => ({ action: 'resubmit-review', values: filled({ review }) }),
  page,
};

export const resubmitReview: Action = {
  title: 'Submit a review again',
  about: 'Its reviewers are asked again, with all of their days.',
  who: 'Everybody in the catalog.',
  fields: [REVIEW, COMMENT],
  make: (scene, { review = '', comment }) =>
    about(scene, review, (_, report) => resubmitted(report, { comment })),
  opposite: ({ review }) => ({ action: 'return-review', values: filled({ review }) }),
  page,
};
