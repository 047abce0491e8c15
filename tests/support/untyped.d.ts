// Third-party programs the interop tests use that ship no types of their own.
declare module '@digitalbazaar/vc-bitstring-status-list' {
  export function checkStatus(
    options: Record<string, unknown>,
  ): Promise<{ verified: boolean; results: { status: boolean }[]; error?: Error }>
  export function decodeList(options: {
    encodedList: string
  }): Promise<{ getStatus(index: number): boolean; length: number }>
  export function createList(options: { length: number }): Promise<unknown>
}
declare module '@sigstore/verify/dist/tlog/checkpoint.js'
declare module '@sigstore/verify/dist/tlog/merkle.js'
declare module 'autocannon'

declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    callback(): (request: IncomingMessage, response: ServerResponse) => void
  }
}
