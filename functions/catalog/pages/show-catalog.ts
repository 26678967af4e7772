/** `GET /api/catalog/{section}?after=`: the catalog for programs, page by page, with its internal fields. */

import { type Answer, addressUnknown, json, pageAfter } from '../../kernel/http/answers.ts';
import { type CatalogPage, type WireSection, wireSections } from '../model/import/wire.ts';

export type ReadCatalogPage = (section: WireSection, after: string | undefined) => Promise<CatalogPage>;

export const showCatalog =
  (read: ReadCatalogPage): Answer =>
  async ({ pathParameters, queryStringParameters }) => {
    const section = wireSections.find((each) => each === pathParameters?.section);
    if (section === undefined) throw addressUnknown();
    return json(await read(section, pageAfter(queryStringParameters?.after)));
  };
