/** The HTTP API in front of the functions that have routes. */
import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { READING_THROTTLE, type RouteThrottle, throttleOf } from '../wiring-shape.ts';
import type { WorkerFunction } from './worker-function.ts';

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

/** Of pages, and of what asks for a secret: any other route is not synthesized until it has an authorizer or its own evidence. */
const WITHOUT_AUTHORIZER = {
  id: 'AwsSolutions-APIG4',
  reason:
    'Pages are public and read-only by decision. The private routes of the wiring are answered to who holds the API token or a signed link, or signs the delivery: the function checks that itself, so that both hosts hold to one check, and tests ask each of them without it. A signature is over the body, which an authorizer of an HTTP API never sees.',
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
    this.stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: READING_THROTTLE.perSecond, burstLimit: READING_THROTTLE.atOnce },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(this.createLog()),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    new CfnOutput(this, 'Url', { value: this.stage.url, description: 'The pages.' });
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
    for (const wired of worker.wiring.routes ?? []) {
      const { method, path, isPrivate = false } = wired;
      const routes = this.api.addRoutes({ path, methods: [apigateway.HttpMethod[method]], integration });
      for (const route of routes) {
        if (method === 'GET' || isPrivate) Validations.of(route).acknowledge(WITHOUT_AUTHORIZER);
        if (method === 'POST') this.throttle(route, `${method} ${path}`, throttleOf(wired));
      }
    }
  }

  /** Set on the resource itself, since the construct has no throttle by route; a stage cannot name a route that is not there yet. */
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
