// Libraries without types of their own; only what the tests call is declared.

declare module 'pngjs' {
  export const PNG: {
    readonly sync: { read(file: Buffer): { readonly width: number; readonly height: number; readonly data: Buffer } }
  }
}

declare module 'jsonld' {
  const jsonld: { expand(document: never, options: never): Promise<unknown> }
  export default jsonld
}
