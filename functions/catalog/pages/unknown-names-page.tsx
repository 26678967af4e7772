/** Names nobody knows: what was probably meant, where each was said, and what to do. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Formats } from '../../site/look/parts.tsx';
import { Moment } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { type UnknownName, unknownName } from '../model/unknown-names.ts';
import { readUnknownNames } from '../store/unknown-names.ts';

/** `evidence` is there for readers who see internal fields. */
const Place = ({ place: { what, at, evidence } }: { place: UnknownName['saidBy'][number] }) => (
  <li>
    {evidence === undefined ? what : <a href={evidence}>{what}</a>}
    {at !== undefined && (
      <>
        , <Moment at={at} />
      </>
    )}
  </li>
);

const Item = ({ it }: { it: UnknownName }) => (
  <li class="finding">
    <h2>
      <span class="entity">{it.kind}</span> {it.name}
    </h2>
    {it.meant !== undefined && <p>Did you mean {it.meant}?</p>}
    <p class="remedy">
      <strong>What to do:</strong> {it.remedy}.
    </p>
    <ul class="facts">
      {it.saidBy.map((place) => (
        <Place key={place.what} place={place} />
      ))}
    </ul>
  </li>
);

const UnknownNamesPage = ({ names }: { names: readonly UnknownName[] }) => (
  <Layout
    title="Names nobody knows"
    above={[{ label: 'Operations', address: '/internal' }]}
    lead="They were said in events or records, and nobody has registered them. They count nowhere until somebody does."
  >
    {names.length === 0 ? (
      <p class="empty">Everything that is named is registered.</p>
    ) : (
      <section class="findings" aria-label="Names">
        <ul>
          {names.map((it) => (
            <Item key={`${it.kind} ${it.name}`} it={it} />
          ))}
        </ul>
      </section>
    )}
    <Formats data={dataAddress('/internal/unknown-names')} />
  </Layout>
);

const unknownNamesAnswer = lazy(() => z.object({ total: z.int(), names: z.array(unknownName()) }));

export const unknownNames = resource({
  summary: 'Names that were said and that nobody has registered, each with the nearest one that is known.',
  audience: 'internal',
  query: NO_QUERY,
  value: unknownNamesAnswer,
  read: async ({ store }) => {
    const names = await readUnknownNames(store);
    return { total: names.length, names };
  },
  page: ({ names }, { inside }) => UnknownNamesPage({ names: inside?.names ?? names }),
});
