/** `GET /api/v1/openapi.json`: the description of the API, as `npm run schemas` has written it. */

import document from '../../../docs/schemas/openapi.json' with { type: 'json' };
import { json } from '../../kernel/http/answers.ts';
import type { RawAnswer } from '../resource/addresses.ts';

export const showOpenApi: RawAnswer = async () => json(document);
