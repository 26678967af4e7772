/**
 * Kernel: what every capability stands on. Any part of it may be imported; it imports no capability.
 *
 * - `store/` one narrow port, on SQLite and on DynamoDB
 * - `ledger/` facts are appended to parts of ledgers, and read by part and time
 * - `derived/` values that are computed from what is read, and again when any of that changes
 * - `model/` pure: who a name means at a moment, periods, business days, announcements
 * - `bus/`, `http/` the middy stacks of functions, and publishing
 * - `secrets/`, `outgoing/`, `log/` secrets, requests that leave, logger and metrics
 * - `surroundings.ts` the store, the bus and the settings in which a function finds itself; `aws.ts` gives those of AWS
 */
export {};
