/** The document client of the table, made once for as long as the function lives. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A state leaves out what is not known; DynamoDB would refuse `undefined`. */
const absentIsAbsent = { marshallOptions: { removeUndefinedValues: true } };

let client: DynamoDBDocumentClient | undefined;

/** The client that the environment names: a region on AWS, `AWS_ENDPOINT_URL_DYNAMODB` anywhere else. */
export function documents(): DynamoDBDocumentClient {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({}), absentIsAbsent);
  return client;
}

/** A client of one endpoint, for hosts and tests; DynamoDB endpoints of one's own take any credentials. */
export function documentsAt(endpoint: string): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: 'local', credentials }),
    absentIsAbsent,
  );
}
