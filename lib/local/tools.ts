/** How the tools that functions log and count with behave on this host. They belong to the process, not to a host. */
import { DEFAULT_LEVEL, LOG_LEVEL } from './log.ts';

/** Before any function is loaded, for the tools look only then. What the process says already stands. */
export function quietTools(environment: NodeJS.ProcessEnv): void {
  process.env.POWERTOOLS_LOG_LEVEL ??= (environment[LOG_LEVEL]?.trim() || DEFAULT_LEVEL).toUpperCase();
  process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';
}
