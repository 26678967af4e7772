/** The catalog for programs, section by section and page by page, with its internal fields. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { pageAfter } from '../../kernel/http/answers.ts';
import { NEXT_PAGE, resource } from '../../site/resource/resource.ts';
import { catalogPage, wireSections } from '../model/import/wire.ts';
import { readCatalogPage } from '../store/catalog.ts';

const sectionQuery = lazy(() => z.object({ after: NEXT_PAGE() }));

export const catalogSection = resource({
  summary:
    'One section of the catalog, page by page: each record as files have it, and what was said beside it.',
  audience: 'internal',
  query: sectionQuery,
  value: catalogPage,
  read: async ({ store, ids, query }) => {
    const section = wireSections.find((each) => each === ids.section);
    return section && readCatalogPage(store, section, pageAfter(query.after));
  },
  known: async () => wireSections,
});
