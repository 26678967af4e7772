/** The HTTP API in front of the functions that have routes. */
import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { WorkerFunction } from './worker-function.ts';

/** Requests a second, over all callers, and how many may come at once: what one team's pages need, and what a flood costs. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 } as const;

/** Who asked is left out: a page view is nobody's business. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** Of pages alone: a route that takes something in is not synthesized until it has an authorizer or its own evidence. */
const PUBLIC_PAGE = {
  id: 'AwsSolutions-APIG4',
  reason:
    'The pages are public and read-only by decision: their function may write nothing, which a template test asserts, and sign-in is not part of this.',
};

export class Http extends Construct {
  private readonly api: apigateway.HttpApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new apigateway.HttpApi(this, 'Api', { createDefaultStage: false });
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(this.createLog()),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    new CfnOutput(this, 'Url', { value: stage.url, description: 'The pages.' });
  }

  private createLog(): LogGroup {
    return new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** Sends the worker's routes to it; what no route names is answered 404 by the API itself. */
  serve(worker: WorkerFunction): void {
    const integration = new HttpLambdaIntegration(`${worker.node.id}Integration`, worker.function, {
      payloadFormatVersion: apigateway.PayloadFormatVersion.VERSION_2_0,
    });
    for (const { method, path } of worker.wiring.routes ?? []) {
      const routes = this.api.addRoutes({ path, methods: [apigateway.HttpMethod[method]], integration });
      if (method === 'GET') for (const page of routes) Validations.of(page).acknowledge(PUBLIC_PAGE);
    }
  }
}
