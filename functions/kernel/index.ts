/**
 * Kernel: what every capability stands on. Any part of it may be imported; it imports no capability.
 *
 * - `store/` one narrow port, on SQLite and on DynamoDB; `store/keys.ts` lists what the table holds
 * - `ledger/` facts are appended to parts of ledgers, and read by part and time; quarantine for what is not understood
 * - `derived/` values that are computed from ledgers and other values, and again when these change
 * - `model/` pure: who a name means at a moment, periods, business days, announcements
 * - `bus/`, `http/` the middy stacks of functions, how they subscribe to events (`on`), and publishing
 * - `secrets.ts`, `outgoing/`, `log/` secrets, requests that leave, logger and metrics
 * - `surroundings.ts` the store, the bus and the settings that a host provides; `aws.ts` provides those of AWS
 * - `working.ts` what functions work with: the table, announcing, and the moment
 */
export {};
