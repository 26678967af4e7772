/** Reads what statements are made from: of each project, feature or channel that is named, and of nothing else. */
import type { Entity } from '../../../events/contract.ts';
import { CHANNELS, FEATURES, PROJECTS, TEAMS } from '../../catalog/model/lists.ts';
import type { Stating } from '../../catalog/model/statements/statement.ts';
import { type AskedFor, readKnownOf } from '../../catalog/store/catalog.ts';
import { readPermits } from '../../catalog/store/permissions.ts';
import { readStates } from '../../catalog/store/states.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Scene } from './action.ts';

interface Named {
  readonly project?: string | undefined;
  readonly feature?: string | undefined;
  readonly team?: string | undefined;
  readonly channel?: string | undefined;
}

/** @param more what may be asked about beside what is named */
export async function statingIn(scene: Scene, named: Named, more: readonly Entity[] = []): Promise<Stating> {
  const { store, speaker, now } = scene;
  const features = await readStates(store, 'feature', present(named.feature));
  const projects = distinct([
    ...present(named.project),
    ...[...features.values()].flatMap(({ project }) => project ?? []),
  ]);
  const states = await readStates(store, 'project', projects);
  const asked = {
    projects,
    features: present(named.feature),
    teams: present(named.team),
    channels: present(named.channel),
    trains: distinct([...states.values()].flatMap(({ train }) => train ?? [])),
  };
  const about: Entity[] = [
    ...asked.projects.map((id): Entity => ({ kind: 'project', id })),
    ...asked.features.map((id): Entity => ({ kind: 'feature', id })),
    ...asked.teams.map((id): Entity => ({ kind: 'team', id })),
    ...asked.channels.map((id): Entity => ({ kind: 'channel', id })),
    ...more,
  ];
  const [known, permits] = await Promise.all([
    readKnownOf(store, asked),
    readPermits(store, about, [speaker.actor], now),
  ]);
  return { known, permits, speaker, now, names: await namesFor(store, asked, known) };
}

const present = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

/** Only where something that is named is not known, all names are read to suggest one. */
async function namesFor(
  store: Store,
  asked: AskedFor,
  known: Stating['known'],
): Promise<NonNullable<Stating['names']>> {
  const sections = [
    ['project', 'projects', PROJECTS],
    ['feature', 'features', FEATURES],
    ['team', 'teams', TEAMS],
    ['channel', 'channels', CHANNELS],
  ] as const;
  const found = await Promise.all(
    sections.map(async ([kind, section, list]) => {
      const isKnown = (asked[section] ?? []).every((id) => known[section].has(id));
      return isKnown ? [] : [[kind, await listedIds(store, list)] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}
