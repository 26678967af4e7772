/** What people are shown of grades: the shapes that the command, the JSON API and pages share. */
import type { FieldKnowledge } from '../record-keeping.ts';
import type { Grade } from './grade.ts';
import type { StarDifference } from './grade-difference.ts';
import type { GradeMoment } from './grade-history.ts';
import type { Reading } from './kept-grade.ts';
import type { NextStar } from './next-star.ts';
import type { Remark } from './remarks.ts';
import type { Rubric } from './rubric.ts';

/** One feature at one moment. For people inside: what was said of its stars names who said it. */
export interface GradeReport {
  readonly feature: string;
  readonly registered: boolean;
  readonly title?: string | undefined;
  readonly team?: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly maturity?: string | undefined;
  readonly retiredAt?: string | undefined;
  /** UTC instant that all of this is as of. */
  readonly at: string;
  /** The version that holds. */
  readonly rubric?: Rubric | undefined;
  /** Absent while no rubric holds. */
  readonly grade?: Grade | undefined;
  /** Nearest first. */
  readonly next: readonly NextStar[];
  readonly remarks: readonly Remark[];
  /** Oldest first. */
  readonly history: readonly GradeMoment[];
  /** What is different from an earlier moment, where one was asked for. */
  readonly since?: { readonly at: string; readonly stars: readonly StarDifference[] } | undefined;
  /** When each field changed, and when it was last verified. */
  readonly fields: Readonly<Record<string, FieldKnowledge>>;
}

/** A column of the matrix. */
export interface MatrixColumn {
  readonly category: string;
  readonly title: string;
  /** The stakeholder team that owns it. */
  readonly team: string;
}

/** A row of the matrix. */
export interface MatrixRow {
  readonly feature: string;
  readonly title: string;
  readonly team: string;
  readonly maturity?: string | undefined;
  readonly earned: number;
  readonly of: number;
  /** In the order of the columns. */
  readonly stars: Reading['stars'];
}

/** A part of the matrix: features by team and id. `next` asks for the part after it. */
export interface MatrixPage {
  /** UTC instant that all of this is as of. */
  readonly at: string;
  /** Absent while no rubric holds: then there are no columns. */
  readonly rubricVersion?: string | undefined;
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  readonly next?: string | undefined;
}
