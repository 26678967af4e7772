/** `/internal/audit`: who said what of one project, feature, release, team or anything else, and by which way. */
import * as z from 'zod';
import { entitiesOf, entityReference } from '../../../events/entity-reference.ts';
import { lazy } from '../../../events/lazy.ts';
import { Layout } from '../look/layout.tsx';
import { Earlier, Empty, Formats, Table } from '../look/parts.tsx';
import { Moment } from '../look/words.tsx';
import { dataAddress } from '../resource/addresses.ts';
import { resource } from '../resource/resource.ts';
import { type AuditEntry, auditAnswer, readAudit, WAY_WORDS } from './audit.ts';

const ADDRESS = '/internal/audit';

const auditQuery = lazy(() =>
  z.object({
    // A form sends what is empty, too.
    entity: z
      .union([z.literal(''), entityReference()])
      .optional()
      .describe('kind:id, like project:rank'),
    person: z.string().max(300).optional().describe('who said it, like ada or github:ada'),
    before: z.string().max(1000).optional().describe('the `next` of the page before'),
  }),
);

/** `ExemptionGranted` as people read it: `Exemption granted` */
const typeWords = (type: string) =>
  type.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const fieldWords = (said: AuditEntry['said']) =>
  Object.entries(said)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

const Row = ({ it }: { it: AuditEntry }) => (
  <tr>
    <td>
      <Moment at={it.at} />
    </td>
    <td>{it.by ?? 'nobody is named'}</td>
    <td>
      {it.evidence === null ? typeWords(it.type) : <a href={it.evidence}>{typeWords(it.type)}</a>}
      <div class="beside">{fieldWords(it.said)}</div>
    </td>
    <td>{WAY_WORDS[it.way]}</td>
  </tr>
);

export const audit = resource({
  summary: 'Who said what of one entity, when, and by which way, newest first.',
  audience: 'internal',
  query: auditQuery,
  value: auditAnswer,
  async read({ store, query: { entity, person, before } }) {
    const [about] = entitiesOf(entity ?? '');
    if (about === undefined) return { entity: null, total: 0, entries: [], next: null };
    const by = person === '' ? undefined : person;
    return { entity: entity ?? null, ...(await readAudit(store, about, { person: by, before })) };
  },
  page: ({ entity, total, entries, next }, { query }) => (
    <Layout
      title="Who said what"
      above={[{ label: 'Operations', address: '/internal' }]}
      lead={
        entity === null
          ? 'Everything that was ever said of one project, feature, team, release, source or channel.'
          : `${total} facts of ${entity}, newest first. What was said stays, also when it was taken back.`
      }
    >
      <form class="filter" method="get" action={ADDRESS}>
        <label>
          Of what
          <input name="entity" value={query.entity ?? ''} placeholder="project:rank" autocomplete="off" />
        </label>
        <label>
          By whom
          <input name="person" value={query.person ?? ''} placeholder="everybody" autocomplete="off" />
        </label>
        <button type="submit">Show</button>
      </form>
      {entries.length === 0 ? (
        <Empty>
          {entity === null
            ? 'Name something: project:rank, feature:code-search, release:server-5.4, source:github:acme/app.'
            : `Nothing was said of ${entity}${query.person ? ` by ${query.person}` : ''}.`}
        </Empty>
      ) : (
        <Table caption="What was said" head={['When', 'Who', 'What', 'How']}>
          {entries.map((it) => (
            <Row key={it.event} it={it} />
          ))}
        </Table>
      )}
      <Earlier changes={{ before: next }} />
      <Formats data={dataAddress(ADDRESS)} />
    </Layout>
  ),
});
