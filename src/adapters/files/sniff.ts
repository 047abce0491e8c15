import type { FileHandle } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import type { FileFault } from '../../casework/file-faults.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readZipDirectory, zipDanger } from './zip-directory.ts'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const byContent = new Set(['application/pdf', 'image/png', 'image/jpeg'])
const textTypes: Readonly<Record<string, string>> = {
  ...{ txt: 'text/plain', log: 'text/plain', md: 'text/plain', csv: 'text/csv', tsv: 'text/tab-separated-values' },
  ...{ json: 'application/json', yaml: 'application/yaml', yml: 'application/yaml' },
}

type Inspected = Result<{ readonly type: string }, FileFault>

/** Tells the kind of a file by its content, and refuses what reviewers could not open or had better not. */
export async function inspect(file: FileHandle, size: number, name: string): Promise<Inspected> {
  if (size === 0) return refuse({ code: 'file-empty', name })
  const head = Buffer.alloc(Math.min(size, 4100))
  await file.read(head, 0, head.length, 0)
  if (head.subarray(0, 2).toString('latin1') === 'PK') return inspectZip(file, size, name)
  const type = (await fileTypeFromBuffer(head))?.mime
  if (type === 'application/pdf' && (await hasToken(file, size, pdfEncryption)))
    return refuse({ code: 'file-password-protected', name })
  if (type !== undefined && byContent.has(type)) return ok({ type })
  // An Office document with a password is no zip any more but an OLE container around the encrypted one.
  if (type === 'application/x-cfb' && (await hasToken(file, size, officeEncryption)))
    return refuse({ code: 'file-password-protected', name })
  const asText = textTypes[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  if (type === undefined && asText !== undefined && (await isText(file, size))) return ok({ type: asText })
  return refuse({ code: 'file-type-refused', name })
}

async function inspectZip(file: FileHandle, size: number, name: string): Promise<Inspected> {
  const directory = await readZipDirectory(file, size)
  if (directory === undefined || directory.names.length === 0) return refuse({ code: 'file-type-refused', name })
  if (directory.encrypted) return refuse({ code: 'file-password-protected', name })
  const reason = zipDanger(directory, size)
  if (reason !== undefined) return refuse({ code: 'file-zip-bomb', name, reason })
  const has = (entry: string): boolean => directory.names.includes(entry)
  if (!has('[Content_Types].xml')) return ok({ type: 'application/zip' })
  if (directory.names.some((entry) => /vbaProject\.bin$/i.test(entry)))
    return refuse({ code: 'file-type-refused', name })
  if (has('word/document.xml')) return ok({ type: word })
  return has('xl/workbook.xml') ? ok({ type: excel }) : refuse({ code: 'file-type-refused', name })
}

// The trailer of an encrypted PDF names its encryption dictionary, by reference or in place.
const pdfEncryption = /\/Encrypt\s*(\d+\s+\d+\s+R|<<)/
const officeEncryption = /E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0/
const overlap = 64 // longer than anything looked for

async function* chunks(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; ) {
    const buffer = Buffer.alloc(Math.min(1 << 18, size - at))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

async function hasToken(file: FileHandle, size: number, token: RegExp): Promise<boolean> {
  let before = ''
  for await (const chunk of chunks(file, size)) {
    const text = before + chunk.toString('latin1')
    if (token.test(text)) return true
    before = text.slice(-overlap)
  }
  return false
}

/** True for UTF-8, UTF-16 with its mark, or Shift_JIS, without control characters other than white space. */
async function isText(file: FileHandle, size: number): Promise<boolean> {
  const mark = Buffer.alloc(2)
  await file.read(mark, 0, 2, 0)
  const utf16 = { fffe: 'utf-16le', feff: 'utf-16be' }[mark.toString('hex')]
  for (const encoding of utf16 === undefined ? ['utf-8', 'shift_jis'] : [utf16])
    if (await decodes(file, size, encoding)) return true
  return false
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/ // tab, line ends, form feed and escape (coloured logs) are fine

async function decodes(file: FileHandle, size: number, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of chunks(file, size))
      if (control.test(decoder.decode(chunk, { stream: true }))) return false
    decoder.decode()
    return true
  } catch {
    return false
  }
}
