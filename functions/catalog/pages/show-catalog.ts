/** `GET /api/catalog/{section}?after=`: the catalog for programs, page by page, with its internal fields. */

import type { Answer } from '../../kernel/http/answers.ts';
import { addressUnknown, json, pageAfter } from '../../kernel/http/answers.ts';
import type { CatalogPage, WireSection } from '../model/import/wire.ts';
import { catalogPages } from '../model/import/wire.ts';

export type ReadCatalogPage = (section: WireSection, after: string | undefined) => Promise<CatalogPage>;

export const showCatalog =
  (read: ReadCatalogPage): Answer =>
  async ({ pathParameters, queryStringParameters }) => {
    const section = pathParameters?.section ?? '';
    if (!isSection(section)) throw addressUnknown();
    return json(await read(section, pageAfter(queryStringParameters?.after)));
  };

const isSection = (text: string): text is WireSection => Object.hasOwn(catalogPages, text);
