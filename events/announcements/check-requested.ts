import { announcement } from '../contract.ts';
import { id } from '../fields.ts';

/** One team's share of judging a release: a release is judged team by team, each share on its own. */
export const CheckRequested = announcement('CheckRequested', () => ({ release: id(), team: id() }));
