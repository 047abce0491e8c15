import { sheetOf } from '../../../../core/procurement/sheet/sheet.ts'
import { makerOf } from '../../../sheet-maker.ts'
import { one } from '../../form-fields.ts'
import { definePage } from '../../page.tsx'
import { readCarriedCheck } from './carried-check.ts'

/** The record sheet of an answer as PDF: drawn from the list, which is sent again, and forgotten with it. */
export const sheetPage = definePage({
  path: '/check/sheet',
  texts: { ja: {}, en: {} },
  upload: true,
  handler: (p) => p.goTo('/check'),
  post: async (p) => {
    const checked = await readCarriedCheck(p)
    if (!checked.ok) return p.refuse(checked.fault)
    const { form, asked, report } = checked.value
    const { schemes, recognition } = p.house.catalogue
    const sheet = sheetOf(report, {
      language: p.lang,
      note: one(form, 'note'),
      maker: makerOf(p.house),
      against: asked.against,
      schemes,
      recognition,
      madeAt: p.now,
    })
    const pdf = await p.house.recordSheet(sheet)
    if (pdf === 'busy') return p.refuse({ code: 'too-many-requests', seconds: 30 })
    p.c.header('cache-control', 'private, no-store')
    return p.c.body(Uint8Array.from(pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="check-${asked.asOf}.pdf"`,
    })
  },
})
