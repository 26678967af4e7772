/** Teams as a list shows them, and what those of a product area, an org or a department have together. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { gradedFeature, starSum } from './team-report.ts';

export const listedTeam = lazy(() =>
  z.object({
    team: z.string(),
    title: z.string(),
    org: z.string().optional(),
    department: z.string().optional(),
    areas: z.array(z.string()),
    features: z.int(),
    projects: z.int(),
  }),
);
export type ListedTeam = Output<typeof listedTeam>;

export const teamsReport = lazy(() =>
  z.object({
    total: z.int(),
    teams: z.array(listedTeam()),
    orgs: z.array(z.string()),
    /** The first team of the next page. */
    next: z.string().optional(),
  }),
);
export type TeamsReport = Output<typeof teamsReport>;

/** What teams are gathered by. */
export type Group = 'area' | 'department' | 'org';

export const groupReport = lazy(() =>
  z.object({
    id: z.string(),
    /** By title. */
    teams: z.array(listedTeam().extend({ stars: starSum() })),
    /** Of all features of the group. */
    stars: starSum(),
    /** How many features are at each level of maturity. */
    maturities: z.array(z.object({ maturity: z.string().optional(), features: z.int() })),
    /** Of a product area: its features, those with the fewest stars first. */
    features: z.array(gradedFeature().extend({ team: z.string() })),
    featuresOmitted: z.int(),
  }),
);
export type GroupReport = Output<typeof groupReport>;
