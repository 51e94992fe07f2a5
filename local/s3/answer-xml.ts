import type { ServerResponse } from 'node:http';

/** An error of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, 2026-11. */
export interface S3Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

export function answerXml(response: ServerResponse, status: number, root: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${root}`);
}

export function answerRefusal(response: ServerResponse, { code, status, message }: S3Refusal): void {
  answerXml(response, status, `<Error>${element('Code', code)}${element('Message', message)}</Error>`);
}

/** `<name>value</name>`. */
export function element(name: string, value: string | number | boolean): string {
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
