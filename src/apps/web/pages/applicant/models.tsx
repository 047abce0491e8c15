import { writeGtin } from '../../../../core/kernel/gtin.ts'
import type { ModelGtin } from '../../../../core/selection/product.ts'
import { faultSummary } from '../../../faults.ts'
import { one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Form, Hidden, type Problems, TextArea } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { at } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { Preview, previewOf } from './model-preview.tsx'
import { en, ja } from './models.texts.ts'
import { taskAddress } from './order.ts'
import { defineTask, ownAction } from './task-page.tsx'
import { wordsOf } from './words.ts'

const aboutModels = ['models-too-many', 'models-none', 'model-too-long']

/** The bar code numbers as they are typed: a model and its number a line. */
export const writeGtins = (gtins: readonly ModelGtin[] = []): string =>
  gtins.map(({ gtin, model }) => `${model}\t${writeGtin(gtin)}`).join('\n')

/** The models one label covers, pasted as a list; what will differ from what was typed is shown before it is kept. */
export const modelsTask = defineTask({
  task: 'models',
  act: 'save-models',
  texts: { ja, en },
  limit: 12 * 1024 * 1024, // a list that is too long is shown again, not lost
  saved: ({ case: c }) => ({ models: (c.product.models ?? []).join('\n'), gtins: writeGtins(c.product.gtins) }),
  data: (form) => ({ text: one(form, 'models'), gtins: one(form, 'gtins') }),
  fields: { text: 'models', gtins: 'gtins' },
  problems: (p, fault): Problems => {
    const field = aboutModels.includes(fault.code) ? 'models' : fault.code.startsWith('gtin') ? 'gtins' : undefined
    if (field === undefined) return {}
    const { what, next } = faultSummary(fault, p.lang)
    return { [field]: p.lang === 'ja' ? `${what}${next}` : `${what} ${next}` }
  },
  again: (form) => (one(form, 'then') === 'edit' ? form : undefined),
  before: async (p, { case: c }, form) => {
    if (one(form, 'looked') === 'yes') return undefined
    const preview = await previewOf(p, one(form, 'models'))
    if (preview === undefined) return undefined
    const t = p.t.preview
    const then = one(form, 'then')
    const address = taskAddress(c, 'models') ?? at(c)
    return p.show(
      makerFrame(p, t.title, '/desk/applications', {
        back: { href: p.href(at(c)), text: wordsOf(p).backToTasks },
      }),
      <>
        <Title title={t.title} lead={t.lead(preview.reading.models.length)} />
        <Preview p={p} preview={preview} />
        <div class="gap">
          <Form action={p.href(ownAction(p, address))} csrf={p.session.csrf} label={t.title}>
            <Hidden name="seenSeq" value={one(form, 'seenSeq')} />
            <Hidden name="seenValues" value={one(form, 'seenValues')} />
            <Hidden name="looked" value="yes" />
            <Hidden name="models" value={one(form, 'models')} />
            <Hidden name="gtins" value={one(form, 'gtins')} />
            <Acts>
              <Button {...(then === '' ? {} : { name: 'then', value: then })}>
                {then === 'list' ? wordsOf(p).saveAndList : wordsOf(p).saveAndNext}
              </Button>
              <Button look="second" name="then" value="edit">
                {t.edit}
              </Button>
            </Acts>
          </Form>
        </div>
      </>,
    )
  },
  body: (p, { case: c, values, problems }) => (
    <>
      <TextArea
        name="models"
        label={p.t.labels.models}
        hint={p.t.hint}
        rows={12}
        mono
        value={one(values, 'models')}
        error={problems['models']}
        errorWord={p.frame.errorPrefix}
      />
      {c.product.models !== undefined && <p class="hint">{p.t.rows(c.product.models.length)}</p>}
      <TextArea
        name="gtins"
        label={p.t.labels.gtins}
        hint={p.t.gtinsHint}
        rows={4}
        mono
        value={one(values, 'gtins')}
        error={problems['gtins']}
        errorWord={p.frame.errorPrefix}
      />
    </>
  ),
})
