import { faultSummary } from '../../../faults.ts'
import { one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Form, Hidden, type Problems, TextArea } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { makerFrame } from './frame.ts'
import { defineLabelAct } from './label-act.tsx'
import { Preview, previewOf } from './model-preview.tsx'
import { labelAt } from './own-label.ts'

const aboutModels = ['models-too-many', 'models-none', 'model-too-long', 'models-nothing-new']

/** More models under the same label, shown as they will be registered before they are asked for. */
export const labelModelsPage = defineLabelAct({
  path: '/models',
  act: 'add-models',
  done: 'models',
  words: (t) => t.models,
  saved: () => ({}),
  data: (form) => ({ text: one(form, 'models'), gtins: one(form, 'gtins') }),
  fields: { text: 'models', gtins: 'gtins' },
  again: (form) => one(form, 'then') === 'edit',
  problems: (p, fault): Problems => {
    const field = aboutModels.includes(fault.code) ? 'models' : fault.code.startsWith('gtin') ? 'gtins' : undefined
    if (field === undefined) return {}
    const { what, next } = faultSummary(fault, p.lang)
    return { [field]: p.lang === 'ja' ? `${what}${next}` : `${what} ${next}` }
  },
  before: async (p, held, form) => {
    if (one(form, 'looked') === 'yes') return undefined
    const preview = await previewOf(p, one(form, 'models'))
    if (preview === undefined) return undefined
    const t = p.t.models
    return p.show(
      makerFrame(p, t.preview, '/desk/labels'),
      <>
        <Title title={t.preview} lead={t.previewLead(preview.reading.models.length)} />
        <Preview p={p} preview={preview} />
        <div class="gap">
          <Form action={p.href(labelAt(held, '/models'))} csrf={p.session.csrf} label={t.preview}>
            <Hidden name="seenSeq" value={one(form, 'seenSeq')} />
            <Hidden name="looked" value="yes" />
            <Hidden name="models" value={one(form, 'models')} />
            <Hidden name="gtins" value={one(form, 'gtins')} />
            <Acts>
              <Button>{t.button}</Button>
              <Button look="second" name="then" value="edit">
                {t.edit}
              </Button>
            </Acts>
          </Form>
        </div>
      </>,
    )
  },
  body: (p, _, values, problems) => (
    <>
      <TextArea
        name="models"
        label={p.t.models.label}
        hint={p.t.models.hint}
        rows={8}
        mono
        value={one(values, 'models')}
        error={problems['models']}
        errorWord={p.frame.errorPrefix}
      />
      <TextArea
        name="gtins"
        label={p.t.models.gtins}
        hint={p.t.models.gtinsHint}
        rows={4}
        mono
        value={one(values, 'gtins')}
        error={problems['gtins']}
        errorWord={p.frame.errorPrefix}
      />
      <Acts>
        <Button>{p.t.models.button}</Button>
      </Acts>
    </>
  ),
})
