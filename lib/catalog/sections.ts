/** The files of a catalog: one a section, and what each is for, in the words of its schema and its first lines. */
import type { Section } from '../../functions/catalog/model/import/problem.ts';

interface SectionWords {
  readonly title: string;
  readonly description: string;
}

export const sectionWords: Record<Section, SectionWords> = {
  teams: { title: 'Teams', description: 'Who delivers features, by id.' },
  people: {
    title: 'People',
    description: 'Who acts in the process, by id: their accounts, their teams and their roles.',
  },
  features: { title: 'Features', description: 'What users can see and use, by id.' },
  projects: {
    title: 'Projects',
    description: 'Ongoing work that is expected to ship in each release of its train, by id.',
  },
  releases: { title: 'Releases', description: 'The versions of each train with their milestones, by id.' },
  rubric: {
    title: 'Rubric',
    description: 'Categories of stars in the order in which they are shown; reviews, cadence and launches.',
  },
  calendars: { title: 'Calendars', description: 'Time zones and days without work, by id.' },
  sources: {
    title: 'Sources',
    description: 'Where events come from and what they are about, by provider:place.',
  },
  channels: {
    title: 'Channels',
    description: 'Who is told of what, and by which way, by id. Secret addresses are kept elsewhere.',
  },
  roadmap: {
    title: 'Roadmap',
    description: 'What each team means to do, by team; the first is the most important.',
  },
  maturity: { title: 'Maturity', description: 'The levels of maturity that a feature can have, in order.' },
  compatibility: { title: 'Compatibility', description: 'The code hosts that features work with, in order.' },
  deployment: { title: 'Deployment', description: 'The ways in which the product is deployed, in order.' },
  'use-cases': { title: 'Use cases', description: 'What people use the product for, in order.' },
};

/** The file that a section is written to. */
export const fileOf = (section: Section): string => `${section}.yml`;

/** Where editors find what a file may hold, from the folder of the catalog. */
export const schemaFileOf = (section: Section): string => `.schemas/${section}.json`;

/** The first line of each file: the language server of most editors reads it. */
export const schemaLine = (section: Section): string =>
  `# yaml-language-server: $schema=${schemaFileOf(section)}\n`;
