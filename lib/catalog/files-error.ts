import { UserError } from '../user-error.ts';

/** A catalog, or a file of it, that cannot be read or written at all; the message says which, why and what to do. */
export class CatalogFilesError extends UserError {}

/** Why the system refused, for people. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'its permissions do not let you';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a part of this path is a file, not a folder';
    default:
      return error.message;
  }
}
