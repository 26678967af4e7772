import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** Asks commander, in a process that ends as the command ends. */
const ASK = `
import { program } from 'commander';
process.on('exit', () => console.log(JSON.stringify(program.commands.map((command) => command.name()))));
process.argv = [process.argv[0], 'shipshape', '--help'];
await import('./bin/shipshape.ts');
`;

/** Every command that bin/shipshape.ts has. */
export const commandNames = () =>
  new Promise<string[]>((resolve, reject) => {
    const cwd = join(__dirname, '../..');
    execFile(process.execPath, ['--input-type=module', '--eval', ASK], { cwd }, (error, out) =>
      error === null ? resolve(JSON.parse(out.trim().split('\n').at(-1) ?? '')) : reject(error),
    );
  });
