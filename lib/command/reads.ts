/** What the commands of grades, reviews and digests read, wherever it is kept. */
import type { ReadPage } from '../../functions/catalog/model/import/wire.ts';
import type { DueAnswer } from '../../functions/digests/model/excerpts.ts';
import type { Digest } from '../../functions/digests/model/model.ts';
import type { GradeReport, MatrixPage } from '../../functions/grades/model/report.ts';
import type { ReviewReport, ReviewsAnswer } from '../../functions/reviews/model/report.ts';

export interface GradeRequest {
  /** UTC instant that all is as of; now where absent. */
  readonly asOf?: string | undefined;
  /** UTC instant to compare with. */
  readonly since?: string | undefined;
}

export interface MatrixRequest {
  readonly team?: string | undefined;
  /** UTC instant; now where absent. */
  readonly asOf?: string | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
}

export interface DigestAnswer {
  readonly digest: Digest;
  /** Whether it was made; else it is what it would say now. */
  readonly isMade: boolean;
}

export interface GradeReads {
  /** A page of the catalog. */
  readonly page: ReadPage;
  /** `undefined` for a feature that no fact ever spoke of. */
  grade(feature: string, request: GradeRequest): Promise<GradeReport | undefined>;
  matrix(request: MatrixRequest): Promise<MatrixPage>;
  /** The reviews that wait, or lapsed lately; and the rules of one that is requested now. */
  reviews(): Promise<ReviewsAnswer>;
  /** `undefined` for one that nobody asked for. */
  review(id: string): Promise<ReviewReport | undefined>;
  /**
   * The digest of a period; over HTTP only one that was made, and without people.
   * @param audience `all`, `org:cloud` or `team:search`
   */
  digest(audience: string, period: string): Promise<DigestAnswer | undefined>;
  /** What is due for a team, or for all of them; `undefined` for one that is not there. */
  due(team: string | undefined): Promise<DueAnswer | undefined>;
}
