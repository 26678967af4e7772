/**
 * Every option that several commands take: its spelling and how its value is read, once for all of them. A command adds what
 * the option means there.
 */
import { type Command, Option } from 'commander';
import { toId } from './options.ts';
import { DEFAULT_DATA } from './target.ts';

interface Shared {
  readonly flags: string;
  /** Where the command says nothing else. */
  readonly meaning?: string;
  readonly read?: (text: string) => string;
}

const SHARED = {
  all: { flags: '--all' },
  'allow-unregistered': {
    flags: '--allow-unregistered',
    meaning: 'names of teams, people, projects, features and releases may come later',
  },
  as: {
    flags: '--as <person>',
    meaning: 'who you are, by id, e-mail address or account; by the e-mail address of git without it',
  },
  'as-of': { flags: '--as-of <moment>', meaning: 'as it was then; a day means its end in your time zone' },
  at: { flags: '--at <moment>' },
  comment: { flags: '--comment <text>', meaning: 'a comment' },
  data: {
    flags: '--data <directory>',
    meaning: `a data directory of this machine (default: "${DEFAULT_DATA}")`,
  },
  'dry-run': { flags: '--dry-run', meaning: 'print what it would state, and record nothing' },
  evidence: { flags: '--evidence <address>', meaning: 'the address of what proves it' },
  feature: { flags: '--feature <feature>', read: toId },
  force: { flags: '--force', meaning: 'replace the catalog that is there' },
  format: { flags: '--format <format>', meaning: 'how it is written' },
  from: { flags: '--from <convention>' },
  json: { flags: '--json', meaning: 'print JSON' },
  map: { flags: '--map <kind:word=own>' },
  off: { flags: '--off' },
  on: { flags: '--on', meaning: 'on by default' },
  period: { flags: '--period <period>' },
  project: { flags: '--project <project>', read: toId },
  reason: { flags: '--reason <text>', meaning: 'why; it is shown to internal users' },
  renamed: { flags: '--renamed <old=new>' },
  stage: { flags: '--stage <stage>', meaning: 'which of its early stages' },
  team: { flags: '--team <team>', read: toId },
  until: { flags: '--until <moment>' },
  withdraw: { flags: '--withdraw' },
  url: { flags: '--url <address>', meaning: 'a running Shipshape' },
  'token-file': {
    flags: '--token-file <file>',
    meaning: 'holds its token; SHIPSHAPE_API_TOKEN without it',
  },
  bus: {
    flags: '--bus <name>',
    meaning: 'an event bus on AWS, with the credentials and the region of the environment',
  },
  table: { flags: '--table <name>', meaning: 'the table behind it: only what differs is sent' },
} as const satisfies Readonly<Record<string, Shared>>;

export type SharedName = keyof typeof SHARED;

/** How each of them is spelled. */
export const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries(SHARED).map(([name, { flags }]) => [name, flags]),
);

/** @param meaning what it means for the command */
export function shared(name: SharedName, meaning?: string): Option {
  const found: Shared = SHARED[name];
  const option = new Option(found.flags, meaning ?? found.meaning);
  return found.read === undefined ? option : option.argParser(found.read);
}

/** A data directory that the command needs, where it can use nothing else. */
export const dataOption = (meaning: string): Option => shared('data', meaning).default(DEFAULT_DATA);

/** The options that name where the ledger is. */
export const withTargetOptions = (command: Command): Command =>
  command
    .addOption(shared('data'))
    .addOption(shared('url').conflicts(['data', 'bus']))
    .addOption(shared('token-file'))
    .addOption(shared('bus').conflicts('data'))
    .addOption(shared('table'));

/** Those of a command that states something: who says so, and whether only to show it. */
export const withSpeaker = (command: Command): Command =>
  withTargetOptions(command).addOption(shared('as')).addOption(shared('dry-run'));
