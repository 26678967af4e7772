/**
 * Reviews: of communication, by its class; whose turn it is, until when, and when a review holds nothing up any more.
 *
 * - `model/` the rules of each class, and how a review stands
 * - `store/` reviews with their people, rules and business calendars
 * - `clock/` reminders before the end, and the lapse
 * - `pages/` open reviews
 *
 * It builds on the catalog. Others may import `model/` and `store/`.
 */
export {};
