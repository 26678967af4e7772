/** The reference pages, and what each of them is for. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { useFrame } from '../../site/look/frame.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Formats } from '../../site/look/parts.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { REFERENCE_PAGES } from '../model/reference/pages.ts';

const referenceIndex = lazy(() =>
  z.object({
    total: z.int(),
    pages: z.array(z.object({ address: z.string(), title: z.string(), about: z.string() })),
  }),
);

function Cards() {
  const { viewer } = useFrame();
  const inside = [
    {
      address: '/internal/supported',
      title: 'Supported list',
      about: 'What is supported where, with the notes of sales and support. Only for people inside.',
    },
    {
      address: '/internal/accounts',
      title: 'Accounts',
      about: 'Who each account is, and everything that speaks of it. Only for people inside.',
    },
  ];
  return (
    <ul class="cards">
      {[...REFERENCE_PAGES, ...(viewer.isInternal ? inside : [])].map(({ address, title, about }) => (
        <li class="card" key={address}>
          <h2>
            <a href={address}>{title}</a>
          </h2>
          <p>{about}</p>
        </li>
      ))}
    </ul>
  );
}

export const reference = resource({
  summary: 'The reference pages, which are generated from product data.',
  query: NO_QUERY,
  value: referenceIndex,
  read: async () => ({ total: REFERENCE_PAGES.length, pages: REFERENCE_PAGES.map((each) => ({ ...each })) }),
  page: () => (
    <Layout
      title="Reference"
      here="/reference"
      lead={`${REFERENCE_PAGES.length} pages, generated from product data: whoever corrects the data corrects all of them.`}
    >
      <Cards />
      <Formats data={dataAddress('/reference')} />
    </Layout>
  ),
});
