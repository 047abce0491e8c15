import { perform } from '../../../../casework/perform.ts'
import { defineDeskPage, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { TextArea, TextField } from '../../parts/form.tsx'
import { defineLabelAct } from './label-act.tsx'
import { heldLabel, labelAt } from './own-label.ts'
import { seenSeq } from './saving.tsx'
import { wordsOf } from './words.ts'

/** A security notice on the label's page. */
export const labelAdvisoryPage = defineLabelAct({
  path: '/advisory',
  act: 'publish-advisory',
  done: 'advisory',
  words: (t) => t.advisory,
  saved: () => ({}),
  data: (form) => ({ text: { ja: one(form, 'text'), en: one(form, 'textEn') }, url: one(form, 'url') }),
  fields: { 'text.ja': 'text', 'text.en': 'textEn', url: 'url' },
  body: (p, _, values, problems) => {
    const t = p.t.advisory
    const { optional } = wordsOf(p)
    const errorWord = p.frame.errorPrefix
    return (
      <>
        <TextArea
          name="text"
          label={t.text}
          hint={t.textHint}
          value={one(values, 'text')}
          error={problems['text']}
          errorWord={errorWord}
        />
        <TextArea
          name="textEn"
          label={`${t.textEn}${optional}`}
          value={one(values, 'textEn')}
          error={problems['textEn']}
          errorWord={errorWord}
        />
        <TextField
          name="url"
          label={`${t.url}${optional}`}
          hint={t.urlHint}
          type="url"
          inputmode="url"
          value={one(values, 'url')}
          error={problems['url']}
          errorWord={errorWord}
        />
        <Acts>
          <Button>{t.button}</Button>
        </Acts>
      </>
    )
  },
})

/** Says of a notice that it is dealt with; it stays readable. */
export const closeAdvisory = defineDeskPage({
  path: '/desk/labels/:label/advisory/close',
  texts: { ja: {}, en: {} },
  kind: 'maker',
  post: async (p) => {
    const held = await heldLabel(p)
    if (held === undefined) return p.notFound()
    const form = await p.form()
    const done = await perform(p.house.ports, p.session.viewer, {
      act: 'close-advisory',
      caseId: held.case.id,
      seenSeq: seenSeq(form),
      data: { advisory: one(form, 'advisory') },
    })
    return done.ok ? p.goTo(`${labelAt(held)}?done=closed`) : p.refuse(done.fault)
  },
})
