/** Parts of a digest: for who is about some things only, and for everyone. */
import { type Digest, SECTIONS, type SectionName } from './model.ts';

/** A part of a digest: what a channel that is only about some things carries. */
export function only(digest: Digest, wanted: readonly SectionName[]): Digest {
  const left = { ...digest };
  for (const name of SECTIONS) if (!wanted.includes(name)) Object.assign(left, { [name]: NOTHING });
  return { ...left, isQuiet: wanted.every((name) => digest[name].total === 0), actions: [] };
}

const NOTHING = { items: [], total: 0 };

/** What is for everyone: without the people who take part, and without who gave which star. */
export const publicDigest = ({ standings: _kept, ...digest }: Digest): Digest => ({
  ...digest,
  grades: {
    ...digest.grades,
    items: digest.grades.items.map((item) => ({
      ...item,
      stars: item.stars.map(({ because: _said, ...star }) => star),
    })),
  },
  cadence: {
    ...digest.cadence,
    items: digest.cadence.items.map((item) => ({
      ...item,
      partners: item.partners.map(({ role }) => ({ role })),
    })),
  },
});
