import { type Command, Option } from 'commander';

/** Where the catalog is kept. */
export const withTargetOptions = (command: Command): Command =>
  command
    .option('--data <directory>', 'a data directory of this machine (default: ".shipshape")')
    .addOption(new Option('--url <address>', 'a running Shipshape').conflicts(['data', 'bus']))
    .option('--token-file <file>', 'holds its token; SHIPSHAPE_API_TOKEN without it')
    .addOption(
      new Option(
        '--bus <name>',
        'an event bus on AWS, with the credentials and the region of the environment',
      ).conflicts('data'),
    )
    .option('--table <name>', 'the table behind it: only what differs is sent');
