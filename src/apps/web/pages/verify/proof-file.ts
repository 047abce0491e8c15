import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { writeBundle } from '../../../../core/verifier/bundle.ts'
import { complete, fetchBundle } from '../../../../core/verifier/gather.ts'
import { definePage } from '../../page.tsx'
import { findLabel } from './find-label.tsx'
import { published } from './published.ts'

/** The proof to carry along: the published bundle with the status lists and the checkpoint of this moment, in one file. */
export const proofFile = definePage({
  path: '/:l{[lL]}/:id/proof.json',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: async (p) => {
    const found = await findLabel(p)
    if (!found.ok) return found.response
    const { label } = found.value.entry
    const read = published(p.house.publicFolder)
    const bundle = await fetchBundle(read, label)
    if (!bundle) return p.notFound()
    p.c.header('cache-control', 'public, max-age=60')
    p.c.header('access-control-allow-origin', '*')
    p.c.header('content-disposition', `attachment; filename="label-${writeLabelId(label)}.json"`)
    return p.c.body(writeBundle(await complete(bundle, read)), 200, { 'content-type': 'application/json' })
  },
})
