import { Readable } from 'node:stream'
import { library } from '../../../../casework/holder.ts'
import { defineDeskPage } from '../../page.tsx'

/** A file of the library, to be saved and never to be opened by the browser on our address. */
export const evidenceFile = defineDeskPage({
  path: '/desk/evidence/:digest/file',
  texts: { ja: {}, en: {} },
  kind: 'maker',
  handler: async (p) => {
    const digest = `sha256:${p.param('digest')}`
    const { ports } = p.house
    const item = (await library(ports, p.session.viewer)).find(({ file }) => file.digest === digest)
    const content = item && (await ports.files.get(item.file.digest))
    if (item === undefined || content === undefined) return p.notFound()
    const { name, size } = item.file
    const plain = name.replace(/[^\w.-]+/g, '_')
    p.c.header('content-type', 'application/octet-stream')
    p.c.header('x-content-type-options', 'nosniff')
    p.c.header('content-length', String(size))
    p.c.header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    )
    return p.c.body(Readable.toWeb(content) as ReadableStream)
  },
})
