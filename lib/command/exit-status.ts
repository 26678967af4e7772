/** How the command ends: never otherwise because of a verdict or a grade. */

import { CatalogUnreadableError, CatalogUnwritableError } from '../catalog/unreadable.ts';
import { CatalogFolderTakenError } from '../catalog/write-folder.ts';
import { DataDirectoryError } from '../local/data-directory.ts';
import { SecretUnusableError } from '../local/private-file.ts';
import { SettingUnusableError } from '../setting.ts';
import { InputError } from './input-error.ts';

/** For the help. */
export const STATUSES = `
Exit status: 0, whatever the verdicts and grades are; 1 when a catalog has errors, or Shipshape itself fails; 2 for wrong
usage, and for input that cannot be read.`;

const inputErrors = [
  InputError,
  DataDirectoryError,
  SecretUnusableError,
  SettingUnusableError,
  CatalogUnreadableError,
  CatalogUnwritableError,
  CatalogFolderTakenError,
];

export const exitStatusOf = (error: unknown): 1 | 2 =>
  inputErrors.some((kind) => error instanceof kind) ? 2 : 1;
