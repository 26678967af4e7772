/**
 * List prices in US dollars, us-east-1, first tier, no free tier; as published in 2026. Everything else that `cost`
 * takes is measured, or named here as an assumption.
 */

const MILLION = 1_000_000;

/** https://aws.amazon.com/api-gateway/pricing/ (HTTP APIs, requests up to 512 KB) */
export const HTTP_REQUEST = 1.0 / MILLION;
/** https://aws.amazon.com/lambda/pricing/ (Arm) */
export const LAMBDA_REQUEST = 0.2 / MILLION;
export const LAMBDA_GIGABYTE_SECOND = 0.0000133334;
/** https://aws.amazon.com/eventbridge/pricing/ (custom events, per 64 KB; delivery in the same account is free) */
export const CUSTOM_EVENT = 1.0 / MILLION;
export const CUSTOM_EVENT_BYTES = 64 * 1024;
/** https://aws.amazon.com/eventbridge/pricing/ (archive: processing, and a month of storage) */
export const ARCHIVED_GIGABYTE = 0.1;
/** https://aws.amazon.com/sqs/pricing/ (standard queues, per 64 KB; a batch of messages is one request) */
export const QUEUE_REQUEST = 0.4 / MILLION;
/** https://aws.amazon.com/dynamodb/pricing/on-demand/ (standard table class) */
export const WRITE_UNIT = 0.625 / MILLION;
export const READ_UNIT = 0.125 / MILLION;
/** https://aws.amazon.com/cloudwatch/pricing/ (logs collected, standard class) */
export const LOGGED_GIGABYTE = 0.5;
/** Beside its text, of each line. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const LOGGED_LINE_BYTES = 26;
/** Memory that comes with one whole vCPU. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MEGABYTES_OF_A_CPU = 1769;

/** Assumed: milliseconds of waiting for one call in the same region. */
export const WAIT = { table: 5, bus: 15 } as const;
/** Assumed: bytes of the line that the API logs of a request (lib/aws/http.ts). */
export const ACCESS_LINE_BYTES = 200;

/** A queue that waits is polled by five pollers, each for 20 s. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const POLLS_A_MONTH = (5 * 30 * 24 * 3600) / 20;
