import { one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { TextArea, TextField } from '../../parts/form.tsx'
import { defineLabelAct } from './label-act.tsx'
import { UpdateFields, updateData, updateFieldNames, updateValues } from './update-fields.tsx'
import { wordsOf } from './words.ts'

const prefixed = Object.fromEntries(Object.entries(updateFieldNames).map(([path, field]) => [`product.${path}`, field]))

/** What changes about a labelled product, except its models; kept are only the differences. */
export const labelChangePage = defineLabelAct({
  path: '/change',
  act: 'change',
  done: 'change',
  words: (t) => t.change,
  saved: ({ case: { product } }) => ({
    name: product.name?.ja ?? '',
    nameEn: product.name?.en ?? '',
    page: product.page ?? '',
    minimum: product.software?.minimum ?? '',
    report: product.vulnerability?.contact ?? '',
    policy: product.vulnerability?.policyUrl ?? '',
    ...updateValues(product),
  }),
  data: (form) => ({
    reason: one(form, 'reason'),
    product: {
      name: { ja: one(form, 'name'), en: one(form, 'nameEn') },
      page: one(form, 'page'),
      minimum: one(form, 'minimum'),
      vulnerability: { contact: one(form, 'report'), policyUrl: one(form, 'policy') },
      ...updateData(form),
    },
  }),
  fields: {
    reason: 'reason',
    'product.name.ja': 'name',
    'product.name.en': 'nameEn',
    'product.page': 'page',
    'product.minimum': 'minimum',
    'product.vulnerability.contact': 'report',
    'product.vulnerability.policyUrl': 'policy',
    ...prefixed,
  },
  body: (p, _, values, problems) => {
    const t = p.t.change
    const errorWord = p.frame.errorPrefix
    const field = (name: 'name' | 'nameEn' | 'minimum' | 'page' | 'report' | 'policy', optional = false) => (
      <TextField
        name={name}
        label={optional ? `${t[name]}${wordsOf(p).optional}` : t[name]}
        spellcheck={false}
        value={one(values, name)}
        error={problems[name]}
        errorWord={errorWord}
      />
    )
    return (
      <>
        <TextArea
          name="reason"
          label={t.what}
          hint={t.whatHint}
          rows={4}
          value={one(values, 'reason')}
          error={problems['reason']}
          errorWord={errorWord}
        />
        <p class="sm mut">{t.redeclare}</p>
        <h2 class="gap">{t.productTitle}</h2>
        {field('name')}
        {field('nameEn', true)}
        {field('page', true)}
        {field('minimum')}
        {field('report')}
        {field('policy')}
        <h2 class="gap">{t.updatesTitle}</h2>
        <UpdateFields p={p} values={values} problems={problems} />
        <Acts>
          <Button>{t.button}</Button>
        </Acts>
      </>
    )
  },
})
