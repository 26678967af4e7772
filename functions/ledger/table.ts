/**
 * The shape of the one table: its keys and its two sparse indexes. The CDK stack, the embedded database and the
 * tests create it from here.
 */

export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

/** Lists summaries for people: the teams, the trains, what a team owns. Holds a summary's `card`, not its state. */
export const LISTING = {
  name: 'listing',
  partitionKey: 'list',
  sortKey: 'listKey',
  includes: ['card'],
} as const;

/** Finds who depends on whom: the projects of a train, the changes behind a flag. Holds keys only. */
export const LINKS = { name: 'links', partitionKey: 'link', sortKey: 'linkKey', includes: [] } as const;

export const INDEXES = [LISTING, LINKS] as const;
