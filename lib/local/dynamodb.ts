export const openDynamoDb = async (_endpoint: string): Promise<never> => { throw new Error('not yet'); };
