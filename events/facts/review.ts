import * as z from 'zod';
import { about, fact } from '../contract.ts';
import { id, list, optional, reference, text, webAddress } from '../fields.ts';
import { internal } from '../visibility.ts';

const commented = () => ({ review: id(), comment: internal(optional(text(2000))) });

/** Reviewers are asked about a communication, by its author (the `actor`). Its change class decides how long it waits for them. */
export const ReviewRequested = fact(
  'ReviewRequested',
  () => ({
    review: id(),
    changeClass: id(),
    subject: internal(text()),
    reviewers: list(reference()).min(1),
    team: optional(id()).describe(
      'the team whose communication it is; its calendar counts the days where the reviewers have none of their own',
    ),
    feature: optional(id()).describe('the feature that it is about'),
    url: optional(webAddress()).describe('where the draft is'),
  }),
  about('review'),
);

/** A reviewer (the `actor`) has answered. "Nothing to note" is an answer too, and differs from silence. */
export const ReviewAnswered = fact(
  'ReviewAnswered',
  () => ({ ...commented(), answer: z.enum(['approve', 'comment', 'object', 'nothing-to-note']) }),
  about('review'),
);

/** A reviewer takes their last answer back: it is as if they had not given it, and what they had answered before holds. */
export const ReviewAnswerWithdrawn = fact(
  'ReviewAnswerWithdrawn',
  () => ({
    ...commented(),
    by: optional(reference()).describe('as whom they had answered, where the actor is called otherwise'),
  }),
  about('review'),
);

/** A review went back to its author for changes. */
export const ReviewReturned = fact('ReviewReturned', commented, about('review'));

/** The reviewers of a returned review are asked again. */
export const ReviewResubmitted = fact('ReviewResubmitted', commented, about('review'));
