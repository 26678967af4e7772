/** Where the real data is, and its files read with their types. None of these files is part of the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = () => resolve(process.env.SHIPSHAPE_REAL_DATA ?? join(process.cwd(), '../shared/data'));

/** Whether the real data is on this machine. */
export const available = (): boolean =>
  existsSync(join(root(), 'kubernetes/gates.jsonl')) &&
  existsSync(join(root(), 'sourcegraph/features_history.jsonl'));

const read = (file: string) => readFileSync(join(root(), file), 'utf8');

const lines = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema>[] =>
  read(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));

const gate = z.object({
  gate: z.string(),
  version: z.string(),
  stage: z.enum(['alpha', 'beta', 'ga', 'deprecated']),
  default: z.boolean(),
});
export type Gate = z.output<typeof gate>;

const enhancement = z.object({
  kep: z.number(),
  title: z.string(),
  sig: z.string(),
  gates: z.array(z.string()),
});
export type Enhancement = z.output<typeof enhancement>;

const milestone = z.object({
  release: z.string(),
  event: z.string(),
  date_text: z.string(),
  date: z.iso.date(),
});
export type Milestone = z.output<typeof milestone>;

const tag = z.object({
  version: z.string(),
  kind: z.enum(['minor', 'patch']),
  tagged_at: z.iso.datetime({ offset: true }),
});

const expected = z.record(
  z.string(),
  z.object({
    sigs: z.record(z.string(), z.object({ best: z.enum(['default_on', 'flagged_off', 'none']) })),
    shipped_nothing: z.array(z.string()),
    flagged_off_only: z.array(z.string()),
  }),
);

/** Kubernetes, 1.27 to 1.31. */
export const kubernetesData = {
  gates: () => lines('kubernetes/gates.jsonl', gate),
  enhancements: () => lines('kubernetes/enhancements.jsonl', enhancement),
  schedule: () => lines('kubernetes/schedule.jsonl', milestone),
  tags: () => lines('kubernetes/releases.jsonl', tag),
  expected: () => expected.parse(JSON.parse(read('kubernetes/expected.json'))),
};

const commit = { commit: z.string(), date: z.iso.datetime({ offset: true }) };

const featureRow = z.discriminatedUnion('event', [
  z.object({
    ...commit,
    event: z.enum(['added', 'changed', 'renamed']),
    feature: z.string(),
    renamed_from: z.string().nullable(),
    title: z.string(),
    product_team: z.string().optional(),
    product_area: z.string().optional(),
    maturity: z.string(),
    doc_link: z.union([z.string(), z.literal(false)]).optional(),
    compatibility: z.union([z.record(z.string(), z.boolean().nullable()), z.literal(false)]).nullish(),
    deployment: z.record(z.string(), z.string()).optional(),
    use_cases: z.array(z.string()).optional(),
    note: z.string().optional(),
  }),
  z.object({
    ...commit,
    event: z.literal('removed'),
    feature: z.string(),
    renamed_to: z.array(z.string()).nullable(),
  }),
]);
export type FeatureRow = z.output<typeof featureRow>;
export type LivingRow = Exclude<FeatureRow, { event: 'removed' }>;

const known = { team: z.string(), title: z.string() };
const teamRow = z.discriminatedUnion('event', [
  z.object({
    ...commit,
    ...known,
    event: z.enum(['added', 'changed', 'removed']),
    strategy_link: z.string().optional(),
    issue_labels: z.array(z.string()).optional(),
  }),
  z.object({ ...known, event: z.literal('final') }),
]);

const releaseRow = z.object({
  commit: z.string(),
  commit_date: z.iso.datetime({ offset: true }),
  version: z.string(),
  feature_freeze_date: z.string().optional(),
  code_freeze_date: z.string().optional(),
  branch_cut_date: z.string().optional(),
  release_kind: z.enum(['Minor', 'Monthly', 'Patch']).optional(),
  release_date_iso: z.iso.date(),
});
export type ReleaseRow = z.output<typeof releaseRow>;

const transition = z.object({
  ...commit,
  feature: z.string(),
  kind: z.enum(['initial', 'transition', 'removed']),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

const titled = z.record(z.string(), z.object({ title: z.string(), info_link: z.string().optional() }));

/** Sourcegraph's product data and its release calendar, with their history. */
export const sourcegraphData = {
  features: () => lines('sourcegraph/features_history.jsonl', featureRow),
  teams: () => lines('sourcegraph/teams.jsonl', teamRow),
  releases: () => lines('sourcegraph/release_schedule.jsonl', releaseRow),
  transitions: () => lines('sourcegraph/maturity_transitions.jsonl', transition),
  vocabulary: (name: 'code_hosts' | 'deployment_options' | 'maturity_levels' | 'use_cases') =>
    titled.parse(JSON.parse(read(`sourcegraph/${name}.json`))),
};

/** Whether there are orders of facts. */
export const ordersAvailable = (): boolean => existsSync(join(root(), 'orders'));

const recorded = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** The orders of one recording: those of its folders, or the one that it is. Files come by name. */
export function ordersOf(name: string): z.output<typeof recorded>[][] {
  const folder = join('orders', name);
  const inside = readdirSync(join(root(), folder), { withFileTypes: true });
  const orders = inside.filter((each) => each.isDirectory()).map((each) => join(folder, each.name));
  return (orders.length > 0 ? orders : [folder]).map((order) =>
    readdirSync(join(root(), order))
      .sort()
      .flatMap((file) => lines(join(order, file), recorded)),
  );
}
