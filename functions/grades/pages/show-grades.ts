/** `GET /api/grades/{feature}` and `GET /api/matrix`: grades for programs of internal users, with who said what. */
import { moment } from '../../../events/fields.ts';
import {
  type Answer,
  type HttpEvent,
  json,
  pageAfter,
  RequestRefusedError,
} from '../../kernel/http/answers.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import type { GradeReport, GradeRequest, MatrixPage, MatrixRequest } from '../model/report.ts';

const unreadable = (parameter: string, what: string) =>
  new RequestRefusedError(400, 'QUERY_UNREADABLE', `\`${parameter}\` ${what}.`);

export type ReadGrade = (feature: string, request: GradeRequest) => Promise<GradeReport | undefined>;

export const showGrade =
  (read: ReadGrade): Answer =>
  async (event) => {
    const feature = idOf(event.pathParameters?.feature);
    const request = momentsIn(event);
    const report = feature === undefined ? undefined : await read(feature, request);
    if (report === undefined)
      throw new RequestRefusedError(404, 'FEATURE_UNKNOWN', 'Nothing is known of a feature of this name.');
    return json(report);
  };

export type ReadMatrix = (request: MatrixRequest) => Promise<MatrixPage>;

export const showMatrix =
  (read: ReadMatrix): Answer =>
  async (event) => {
    const { team, after } = event.queryStringParameters ?? {};
    const request = { team: team || undefined, asOf: momentIn(event, 'as-of'), after: pageAfter(after) };
    return json(await read(request));
  };

/** @throws {RequestRefusedError} */
function momentsIn(event: HttpEvent): GradeRequest {
  const [asOf, since] = [momentIn(event, 'as-of'), momentIn(event, 'since')];
  if (asOf !== undefined && since !== undefined && since > asOf)
    throw unreadable('since', 'lies after `as-of`');
  return { asOf, since };
}

/** @throws {RequestRefusedError} */
function momentIn({ queryStringParameters }: HttpEvent, name: string): string | undefined {
  const text = queryStringParameters?.[name];
  if (text === undefined || text === '') return undefined;
  const { data } = moment.safeParse(text);
  if (data === undefined) throw unreadable(name, 'is not a moment like 2024-03-26T09:00:00Z');
  return data;
}
