/** A digest as JSON. */
import { canonicalJson } from '../../../../events/canonical-json.ts';
import { type Digest, digest as model } from '../model.ts';

/**
 * The JSON of a digest, keys sorted, with nothing that the model does not name. The same digest is the same bytes.
 * Whoever shows it to everyone passes it through `publicDigest` before.
 * @throws {z.ZodError} when it is not a digest
 */
export const digestJson = (digest: Digest): string => `${canonicalJson(model.parse(digest))}\n`;
