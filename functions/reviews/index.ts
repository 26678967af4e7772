/**
 * Reviews of communication: who reviews which class, whose turn it is, until when, and when a review no longer blocks.
 *
 * - `model/` the rules of each class, and the status of a review
 * - `store/` reviews with their people, rules and business calendars
 * - `clock/` reminders before a review lapses, and the lapse
 * - `pages/` open reviews
 *
 * It builds on the catalog. Others may import `model/` and `store/`.
 */
export {};
