import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The table that holds the ledgers, and the client that reaches it. */
export interface LedgerTable {
  readonly documents: DynamoDBDocumentClient;
  readonly name: string;
}
