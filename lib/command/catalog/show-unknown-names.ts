/** `unknown-names`: what events and records name, and nobody has registered. */
import { didYouMean } from '../../../events/nearest.ts';
import type { UnknownName } from '../../../functions/catalog/model/unknown-names.ts';
import { withReads } from '../open-target.ts';
import type { TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';

export interface UnknownNamesOptions extends TargetOptions {
  readonly json?: boolean;
}

/** @throws {InputError} when the target cannot be read */
export function runUnknownNames(around: Surroundings, options: UnknownNamesOptions): Promise<void> {
  const { out } = around.terminal;
  return withReads(around, options, async (reads) => {
    const names = await reads.unknownNames();
    if (options.json) return out(printableJson({ names }));
    for (const text of names.flatMap(linesOf)) out(printable(text));
    if (names.length === 0) out('Everything that is named is registered.');
  });
}

const linesOf = ({ kind, name, meant, saidBy, remedy }: UnknownName): string[] => [
  `${kind} ${name}${meant === undefined ? '' : didYouMean(name, [meant])}`,
  ...saidBy.map(({ what, at, evidence }) =>
    ['  said by', what, at && `at ${at}`, evidence].filter(Boolean).join(' '),
  ),
  `  to do: ${remedy}`,
];
