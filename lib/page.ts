import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { DefaultStackSynthesizer, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { LOG_RETENTION } from './log-retention.ts';
import { PRIVATE } from './private-bucket.ts';

export interface PageProps {
  /** The directory of the built page: `index.html`, and files with a hash in their names under `assets/`. */
  readonly directory: string;
  readonly removalPolicy: RemovalPolicy;
}

/** The build puts a hash of its content into the name of each of these files. */
const HASHED = 'assets/*';

/** The files of the page. docs/adr/0046-page.md */
export class Page extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, { directory, removalPolicy }: PageProps) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Files', { ...PRIVATE, removalPolicy });
    const deployment = {
      sources: [Source.asset(directory)],
      destinationBucket: this.bucket as s3.IBucket,
      // A page that was opened before a deployment still loads the files of its own version.
      prune: false,
      logGroup: new logs.LogGroup(this, 'DeploymentLog', {
        logGroupName: `/${Stack.of(this).stackName}/page-deployment`,
        retention: LOG_RETENTION,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    };
    const hashed = new BucketDeployment(this, 'HashedFiles', {
      ...deployment,
      exclude: ['*'],
      include: [HASHED],
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(Duration.days(365)),
        CacheControl.immutable(),
      ],
    });
    const others = new BucketDeployment(this, 'OtherFiles', {
      ...deployment,
      exclude: [HASHED],
      // Browsers and CloudFront ask each time whether the file has changed: no invalidation is needed.
      cacheControl: [CacheControl.noCache()],
    });
    // index.html names the other files: they are there before it is.
    others.node.addDependency(hashed);
    acknowledgeDeployment(Stack.of(this), this.bucket);
  }
}

const BY_THE_CDK =
  'The function of BucketDeployment, which only CloudFormation calls, and its policy are made by the CDK. It reads assets of the CDK and changes the bucket of the page.';

/** What cdk-nag finds at the function that copies the files. */
function acknowledgeDeployment(stack: Stack, bucket: s3.Bucket): void {
  const [provider] = stack.node.children.filter(({ node }) =>
    node.id.startsWith('Custom::CDKBucketDeployment'),
  );
  if (provider === undefined) throw new Error('expected the function of BucketDeployment in the stack');
  const files = stack.getLogicalId(bucket.node.defaultChild as s3.CfnBucket);
  const assets = `cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-<AWS::AccountId>-<AWS::Region>`;
  const actions = ['GetBucket', 'GetObject', 'List', 'Abort', 'DeleteObject'];
  const ids = [
    'AwsSolutions-L1',
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    ...actions.map((action) => `AwsSolutions-IAM5[Action::s3:${action}*]`),
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${assets}/*]`,
    `AwsSolutions-IAM5[Resource::<${files}.Arn>/*]`,
  ];
  Validations.of(provider).acknowledge(...ids.map((id) => ({ id, reason: BY_THE_CDK })));
}
