/** What the commands of grades and of reviews read, wherever it is kept. */
import type { ReadPage } from '../../../functions/domain/catalog/wire.ts';
import type { GradeReport, MatrixPage } from '../../../functions/domain/grade/report.ts';
import type { ReviewReport, ReviewsAnswer } from '../../../functions/domain/review/report.ts';

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

export interface GradeReads {
  /** A page of the catalog. */
  readonly page: ReadPage;
  /** `undefined` for a feature that no fact ever spoke of. */
  grade(feature: string, request: GradeRequest): Promise<GradeReport | undefined>;
  matrix(request: MatrixRequest): Promise<MatrixPage>;
  /** The reviews that wait, or lapsed lately; and the rules of one that is requested now. */
  reviews(): Promise<ReviewsAnswer>;
  /** `undefined` for one that is not known there; over HTTP, one that is answered is not told of any more. */
  review(id: string): Promise<ReviewReport | undefined>;
}
