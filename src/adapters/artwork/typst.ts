import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { packageRoot } from '../package-root.ts'

/** A document that was set; to be written out as what is wanted. */
export interface Typeset {
  svg(): string // first page, text as outlines
  pdf(options: { readonly createdAt: Date; readonly standard?: 'a-2b' | 'a-3b' | '1.7' }): Uint8Array // PDF/A-2b; a-3b may hold files
}

let compiler: NodeCompiler | undefined

function open(): NodeCompiler {
  const fonts = join(packageRoot, 'node_modules/@expo-google-fonts/noto-sans-jp')
  const fontBlobs = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'].map((file) =>
    readFileSync(join(fonts, file)),
  )
  // An empty folder as the workspace: a template can read nothing but its inputs.
  const workspace = mkdtempSync(join(tmpdir(), 'hoshirushi-typst-'))
  process.once('exit', () => rmSync(workspace, { recursive: true, force: true }))
  return NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] })
}

/**
 * Sets a template of ours with data of others. The data travel as JSON in `sys.inputs.data` and are never part of the
 * source, so that no product name can be a command. A text that goes into the document as a file is `sys.inputs.attached`. Same
 * template and data, same bytes.
 */
export function typeset(template: string, data: unknown, attached?: string): Typeset {
  compiler ??= open()
  const typst = compiler
  const outcome = typst.compile({
    mainFileContent: template,
    inputs: { data: JSON.stringify(data), ...(attached === undefined ? {} : { attached }) },
  })
  const document = outcome.result
  if (!document) {
    const error = outcome.takeError()
    throw new Error(`the template does not compile: ${JSON.stringify(error?.shortDiagnostics)}`)
  }
  typst.evictCache(10)
  return {
    svg: () => typst.plainSvg(document),
    pdf: ({ createdAt, standard = 'a-2b' }) =>
      new Uint8Array(
        typst.pdf(document, { pdfStandard: standard, creationTimestamp: Math.floor(createdAt.getTime() / 1000) }),
      ),
  }
}
