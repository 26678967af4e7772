/** The HTTP API in front of the functions that have routes. */
import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { READING_THROTTLE, type RouteThrottle, throttleOf } from '../wiring-shape.ts';
import type { WorkerFunction } from './worker-function.ts';

/** Without the caller's address: who views which page is not recorded. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** For pages and private routes. Any other route fails the synthesis until it has an authorizer or a reason of its own. */
const WITHOUT_AUTHORIZER = {
  id: 'AwsSolutions-APIG4',
  reason:
    'Pages are public and read-only by decision. Private routes need the API token, a signed link or a signed delivery: the function checks that itself, so that both hosts share one check, and tests request each route without it. A signature covers the body, which an authorizer of an HTTP API never sees.',
};

export class Http extends Construct {
  /** Where it answers, without a slash at its end. */
  readonly url: string;
  private readonly api: apigateway.HttpApi;
  private readonly stage: apigateway.HttpStage;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new apigateway.HttpApi(this, 'Api', { createDefaultStage: false });
    this.url = this.api.apiEndpoint;
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: READING_THROTTLE.perSecond, burstLimit: READING_THROTTLE.atOnce },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    new CfnOutput(this, 'Url', { value: this.stage.url, description: 'The pages.' });
  }

  /** Sends the worker's routes to it. */
  serve(worker: WorkerFunction): void {
    const integration = new HttpLambdaIntegration(`${worker.node.id}Integration`, worker.function, {
      payloadFormatVersion: apigateway.PayloadFormatVersion.VERSION_2_0,
    });
    const wiredRoutes = worker.wiring.routes ?? [];
    for (const wired of wiredRoutes) {
      const { method, path, isPrivate = false } = wired;
      const methods =
        method === 'GET'
          ? [apigateway.HttpMethod.GET, apigateway.HttpMethod.HEAD]
          : [apigateway.HttpMethod.POST];
      const routes = this.api.addRoutes({ path, methods, integration });
      for (const route of routes) {
        if (method === 'GET' || isPrivate) Validations.of(route).acknowledge(WITHOUT_AUTHORIZER);
        if (method === 'POST' || wired.throttle !== undefined)
          this.throttle(route, `${method} ${path}`, throttleOf(wired));
      }
    }
  }

  /** Set on the resource, because the construct has no throttle by route; a stage can only name a route that exists. */
  private throttle(route: apigateway.HttpRoute, key: string, limits: RouteThrottle): void {
    const stage = this.stage.node.defaultChild;
    if (!(stage instanceof apigateway.CfnStage)) return;
    stage.addPropertyOverride(`RouteSettings.${key}`, {
      ThrottlingRateLimit: limits.perSecond,
      ThrottlingBurstLimit: limits.atOnce,
    });
    stage.node.addDependency(route);
  }
}
