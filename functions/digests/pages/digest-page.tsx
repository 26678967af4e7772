import { digestDataAddress, digestsAddress } from '../../kernel/model/addresses.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import type { DigestLinks } from '../model/links.ts';
import type { Digest } from '../model/model.ts';
import { outlineOf } from '../model/words/outline.ts';
import { OutlineBody, Sentence } from './outline.tsx';

/** Nobody confirms from a page that is for everyone: confirm links are in what is sent. */
const noLinks: DigestLinks = { page: '', confirm: () => undefined };

/** @param digest without what is for people inside only */
export function DigestPage({ digest }: { digest: Digest }) {
  const outline = outlineOf(digest, noLinks);
  const { audience, period } = digest;
  return (
    <Layout title={outline.title}>
      <header class="heading">
        <Breadcrumb
          steps={[
            { label: 'Digests', address: '/digests' },
            { label: digest.title, address: digestsAddress(audience) },
          ]}
        />
        <h1>{outline.title}</h1>
        {outline.lead.map((line, at) => (
          <p key={at} class="lead">
            <Sentence line={line} />
          </p>
        ))}
      </header>
      <OutlineBody outline={outline} />
      <p class="data">
        <a href={digestDataAddress(audience, period)}>This page as JSON</a>
      </p>
    </Layout>
  );
}
