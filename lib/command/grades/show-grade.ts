/** `grade`: how ready one feature is, and why we say so. */
import { didYouMean } from '../../../events/nearest.ts';
import { readFeatures } from '../../../functions/catalog/model/import/wire.ts';
import { CommandMisusedError, InputError } from '../input-error.ts';
import { withReads } from '../open-target.ts';
import type { GradeReads, GradeRequest, TargetOptions } from '../target.ts';
import { printableJson, type Surroundings } from '../terminal.ts';
import { gradeText } from './grade-text.ts';
import { dayOf } from './signs.ts';

export interface GradeOptions extends TargetOptions, GradeRequest {
  readonly json?: boolean;
}

export class FeatureUnknownError extends InputError {
  override readonly name = 'FeatureUnknownError';
}

/** @throws {FeatureUnknownError} {InputError} */
export function runGrade(around: Surroundings, feature: string, options: GradeOptions): Promise<void> {
  const { asOf, since } = options;
  if (asOf !== undefined && since !== undefined && since > asOf)
    throw new CommandMisusedError(
      '--since lies after --as-of: what is different is told from then to there.',
    );
  return withReads(around, options, async (reads) => {
    const report = await reads.grade(feature, options);
    if (report === undefined) throw await unknown(reads, feature, asOf);
    around.terminal.out(options.json ? printableJson(report) : gradeText(report));
  });
}

/** Names the feature that was probably meant, or says that there was none of this name yet. */
export async function unknown(
  reads: GradeReads,
  feature: string,
  asOf?: string | undefined,
): Promise<FeatureUnknownError> {
  if (asOf !== undefined && (await reads.grade(feature, {})) !== undefined)
    return new FeatureUnknownError(`Nothing was known of a feature ${feature} by ${dayOf(asOf)} yet.`);
  const features = await readFeatures(reads.page);
  return new FeatureUnknownError(
    `Nothing is known of a feature ${feature}${didYouMean(feature, [...features.keys()])}`,
  );
}
