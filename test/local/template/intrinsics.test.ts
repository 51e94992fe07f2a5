import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/template/stack.ts';
import { planOf, resource } from './template-of.ts';

const resolved = async (value: Json): Promise<string | undefined> => {
  const plan = await planOf({
    Resources: {
      Table: resource('AWS::DynamoDB::Table', { KeySchema: [], AttributeDefinitions: [] }),
      Queue: resource('AWS::SQS::Queue'),
      Machine: resource('AWS::StepFunctions::StateMachine', { DefinitionString: '{}' }),
      Bucket: resource('AWS::S3::Bucket', { BucketName: 'named' }),
    },
    Parameters: { Stage: { Type: 'String', Default: 'local' }, Open: { Type: 'String' } },
    Mappings: { Sizes: { local: { memory: '256' } } },
    Conditions: {
      IsLocal: { 'Fn::Equals': [{ Ref: 'Stage' }, 'local'] },
      IsBoth: { 'Fn::And': [{ Condition: 'IsLocal' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
      IsNeither: { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'IsLocal' }, { Condition: 'IsBoth' }] }] },
    },
    Outputs: { It: { Value: value } },
  });
  return plan.outputs.It;
};

const region = 'eu-central-1:000000000000';

describe('a template value', () => {
  it.each<[string, Json, string]>([
    ['a reference to a table', { Ref: 'Table' }, 'Stack-Table'],
    ['a reference to a named bucket', { Ref: 'Bucket' }, 'named'],
    [
      'a reference to a queue',
      { Ref: 'Queue' },
      'https://sqs.eu-central-1.amazonaws.com/000000000000/Stack-Queue',
    ],
    [
      'a reference to a state machine',
      { Ref: 'Machine' },
      `arn:aws:states:${region}:stateMachine:Stack-Machine`,
    ],
    ['a reference to a parameter', { Ref: 'Stage' }, 'local'],
    [
      'the ARN of a table',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      `arn:aws:dynamodb:${region}:table/Stack-Table`,
    ],
    ['the ARN of a queue, dotted', { 'Fn::GetAtt': 'Queue.Arn' }, `arn:aws:sqs:${region}:Stack-Queue`],
    ['the region', { Ref: 'AWS::Region' }, 'eu-central-1'],
    ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Partition' }]] }, 'a-aws'],
    ['a join over nothing', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a-b'],
    [
      'a substitution',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder
      { 'Fn::Sub': '${AWS::StackName}/${Queue.Arn}/${!Kept}' },
      `Stack/arn:aws:sqs:${region}:Stack-Queue/\${Kept}`,
    ],
    [
      'a substitution with values',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder
      { 'Fn::Sub': ['${x}-${Table}', { x: { Ref: 'Stage' } }] },
      'local-Stack-Table',
    ],
    ['a selection of a split', { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b,c'] }] }, 'b'],
    ['a mapping', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, '256'],
    ['base64', { 'Fn::Base64': 'ab' }, 'YWI='],
    ['a choice', { 'Fn::If': ['IsLocal', 'yes', 'no'] }, 'yes'],
    ['a choice by conditions', { 'Fn::If': ['IsBoth', 'yes', 'no'] }, 'yes'],
    ['a choice the other way', { 'Fn::If': ['IsNeither', 'yes', 'no'] }, 'no'],
  ])('that is %s is resolved', async (_, value, expected) => {
    expect(await resolved(value)).toBe(expected);
  });

  it.each<[string, Json, RegExp]>([
    ['names a resource that is not there', { Ref: 'Missing' }, /^Outputs\.It: Ref Missing/],
    ['names a parameter without a value', { Ref: 'Open' }, /^Outputs\.It: Ref Open/],
    ['names an attribute that is not known', { 'Fn::GetAtt': ['Table', 'TableId'] }, /Table\.TableId/],
    [
      'is a function that is not known',
      { 'Fn::ImportValue': 'x' },
      /^Outputs\.It: Fn::ImportValue is not supported/,
    ],
    ['selects beyond the end', { 'Fn::Select': [3, ['a']] }, /Fn::Select finds no element 3/],
    ['names a condition that is not there', { 'Fn::If': ['Missing', 1, 2] }, /condition Missing/],
  ])('that %s is refused', async (_, value, message) => {
    await expect(resolved(value)).rejects.toThrow(message);
  });
});
