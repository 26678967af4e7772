import { gradeReport, matrixPage } from '../../../functions/domain/grade/report.ts';
import { gradeDataAddress } from '../../../functions/web/addresses.ts';
import type { ApiClient } from '../api-client.ts';
import type { GradeReads } from './reads.ts';

/** Reads of a running Shipshape. */
export const remoteReads = ({ get }: ApiClient): GradeReads => ({
  page: (section, after) => get(`/api/catalog/${section}${query({ after })}`),
  grade: async (feature, { asOf, since }) => {
    const address = `${gradeDataAddress(feature)}${query({ 'as-of': asOf, since })}`;
    const answer = await get(address, 'FEATURE_UNKNOWN');
    return answer === undefined ? undefined : gradeReport.parse(answer);
  },
  matrix: async ({ team, asOf, after }) =>
    matrixPage.parse(await get(`/api/matrix${query({ team, 'as-of': asOf, after })}`)),
});

function query(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
}
