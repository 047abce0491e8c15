import { readLabelId, writeLabelId } from '../../../../core/kernel/label-id.ts'
import { one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { type Problems, Select, TextArea, TextField } from '../../parts/form.tsx'
import { defineLabelAct } from './label-act.tsx'
import { labelAt } from './own-label.ts'
import { wordsOf } from './words.ts'

/** Ends a label for good; its number is typed, so that nobody ends another one. */
export const labelEndPage = defineLabelAct({
  path: '/end',
  act: 'end-label',
  done: 'ended',
  words: (t) => t.end,
  saved: () => ({}),
  data: (form) => ({
    ...(one(form, 'reasonCode') === '' ? {} : { reasonCode: one(form, 'reasonCode') }),
    ...(one(form, 'text') === '' ? {} : { publicText: { ja: one(form, 'text') } }),
  }),
  fields: { reasonCode: 'reasonCode', 'publicText.ja': 'text' },
  before: async (p, { record }, form): Promise<Problems | undefined> => {
    const typed = readLabelId(one(form, 'number'))
    return typed.ok && typed.value === record.entry.label ? undefined : { number: p.t.end.mismatch }
  },
  body: (p, held, values, problems) => {
    const t = p.t.end
    const errorWord = p.frame.errorPrefix
    const reasons = held.scheme.reasons.filter((reason) => reason.for.includes('ended'))
    return (
      <>
        <p>{t.after}</p>
        <Select
          name="reasonCode"
          label={t.reason}
          options={[
            { value: '', text: p.t.choose },
            ...reasons.map((reason) => ({ value: reason.code, text: p.say(reason.text) })),
          ]}
          chosen={one(values, 'reasonCode')}
          error={problems['reasonCode']}
          errorWord={errorWord}
        />
        <TextArea
          name="text"
          label={`${t.text}${wordsOf(p).optional}`}
          hint={t.textHint}
          rows={3}
          value={one(values, 'text')}
          error={problems['text']}
          errorWord={errorWord}
        />
        <TextField
          name="number"
          label={t.number}
          hint={t.numberHint(writeLabelId(held.record.entry.label))}
          width="middle"
          autocomplete="off"
          spellcheck={false}
          value={one(values, 'number')}
          error={problems['number']}
          errorWord={errorWord}
        />
        <Acts>
          <Button look="danger">{t.button}</Button>
          <ButtonLink look="second" href={p.href(labelAt(held))}>
            {t.keep}
          </ButtonLink>
        </Acts>
      </>
    )
  },
})
