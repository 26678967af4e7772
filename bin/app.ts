/** Builds the functions and the CDK app. Run by the CDK command, which reads what it writes: `npm run synth`. */
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { shipshape } from '../lib/aws/shipshape.ts';
import { buildFunctions } from '../lib/bundle.ts';

const codeDirectory = fileURLToPath(new URL('../.build/functions', import.meta.url));

await buildFunctions(codeDirectory);
const app = new App();
shipshape(app, codeDirectory);
app.synth();
