/** The whole app: what is kept, what runs, and the checks without which neither is synthesized. */
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { RunningStack } from './running-stack.ts';
import { settingsOf } from './settings.ts';
import { StatefulStack } from './stateful-stack.ts';

export interface Shipshape {
  readonly kept: StatefulStack;
  readonly running: RunningStack;
}

/**
 * @param codeDirectory holds one folder a function, as `buildFunctions` writes it
 * @param environment says what the context of the app does not
 * @throws {SettingUnusableError} when a setting cannot be used
 */
export function shipshape(
  app: App,
  codeDirectory: string,
  environment: NodeJS.ProcessEnv = process.env,
): Shipshape {
  const settings = settingsOf(app, environment);
  const kept = new StatefulStack(app, 'ShipshapeKept');
  const running = new RunningStack(app, 'Shipshape', { kept, codeDirectory, settings });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { kept, running };
}
