/** `GET /api/catalog/{section}?after=`: the catalog for programs, page by page, with its internal fields. */
import type { CatalogPage, WireSection } from '../domain/catalog/wire.ts';
import { catalogPages } from '../domain/catalog/wire.ts';
import { AddressUnknownError } from '../runtime/answerable.ts';
import type { Answer } from '../runtime/http.ts';
import { json } from './answers.ts';
import { pageAfter } from './page-after.ts';

export type ReadCatalogPage = (section: WireSection, after: string | undefined) => Promise<CatalogPage>;

export const showCatalog =
  (read: ReadCatalogPage): Answer =>
  async ({ pathParameters, queryStringParameters }) => {
    const section = pathParameters?.section ?? '';
    if (!isSection(section)) throw new AddressUnknownError();
    return json(await read(section, pageAfter(queryStringParameters?.after)));
  };

const isSection = (text: string): text is WireSection => Object.hasOwn(catalogPages, text);
