/** How the functions reach people: how mail is sent, where messages may go, and which address the pages have. */
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { EmailIdentity, type IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { ALLOWED_HOSTS, MAIL, MAIL_FROM, PUBLIC_URL } from '../../functions/kernel/environment.ts';
import type { FunctionWiring } from '../wiring-shape.ts';
import type { Settings } from './settings.ts';

interface OutgoingProps extends Pick<Settings, 'mail' | 'allowedHosts' | 'signIn'> {
  /** Where people find the pages. */
  readonly url: string;
}

export class Outgoing extends Construct {
  private readonly props: OutgoingProps;
  private readonly sender: IEmailIdentity | undefined;

  constructor(scope: Construct, id: string, props: OutgoingProps) {
    super(scope, id);
    this.props = props;
    // Not created here: it is verified through DNS or by a click in a mail, which no deployment can wait for.
    this.sender = props.mail && EmailIdentity.fromEmailIdentityName(this, 'Sender', props.mail.identity);
  }

  /** The variables of a function: only those that its wiring asks for. */
  environmentOf({ secrets, sendsMail, linksToPages, signsIn }: FunctionWiring): Record<string, string> {
    const { mail, allowedHosts, url, signIn } = this.props;
    return {
      ...(sendsMail && mail !== undefined && { [MAIL]: 'ses', [MAIL_FROM]: mail.from }),
      ...(secrets?.includes('channels') && allowedHosts !== undefined && { [ALLOWED_HOSTS]: allowedHosts }),
      ...(linksToPages && { [PUBLIC_URL]: url }),
      ...(signsIn && signIn),
    };
  }

  /**
   * Mail from the one address, by the one identity; nothing where there is none. The second action is for a call that
   * hands over a whole message with its headers.
   * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
   */
  grantMail(grantee: IGrantable): void {
    if (this.sender === undefined) return;
    Grant.addToPrincipal({
      grantee,
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      resourceArns: [this.sender.emailIdentityArn],
      conditions: { StringEquals: { 'ses:FromAddress': this.props.mail?.from } },
    });
  }
}
