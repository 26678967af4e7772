/** A name for people as an id: `Search Quality` is `search-quality`; empty where it has no letter and no digit. */
export const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}._]+/gu, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '')
    .normalize('NFC');
