import { one } from '../../page.tsx'
import { Select, TextArea, TextField } from '../../parts/form.tsx'
import { en, ja } from './product.texts.ts'
import { defineTask } from './task-page.tsx'
import { wordsOf } from './words.ts'

/** The product as people will know it. */
export const productTask = defineTask({
  task: 'product',
  act: 'save-product',
  texts: { ja, en },
  saved: ({ case: c }) => ({
    name: c.product.name?.ja ?? '',
    nameEn: c.product.name?.en ?? '',
    category: c.product.category ?? '',
    page: c.product.page ?? '',
    intendedUse: c.product.intendedUse ?? '',
  }),
  data: (form) => ({
    name: { ja: one(form, 'name'), en: one(form, 'nameEn') },
    category: one(form, 'category') || undefined,
    page: one(form, 'page'),
    intendedUse: one(form, 'intendedUse'),
  }),
  fields: {
    'name.ja': 'name',
    'name.en': 'nameEn',
    category: 'category',
    intendedUse: 'intendedUse',
    page: 'page',
  },
  write:
    (p, { scheme }) =>
    (field, value) => {
      const category = field === 'category' && scheme.categories.find((k) => k.id === value)
      return category ? p.say(category.name) : value
    },
  body: (p, { values, problems, scheme }) => {
    const { labels, hints } = p.t
    const { optional } = wordsOf(p)
    const errorWord = p.frame.errorPrefix
    return (
      <>
        <TextField
          name="name"
          label={labels.name}
          hint={hints.name}
          value={one(values, 'name')}
          error={problems['name']}
          errorWord={errorWord}
        />
        <TextField
          name="nameEn"
          label={`${labels.nameEn}${optional}`}
          hint={hints.nameEn}
          value={one(values, 'nameEn')}
          error={problems['nameEn']}
          errorWord={errorWord}
        />
        <Select
          name="category"
          label={labels.category}
          options={[
            { value: '', text: p.t.choose },
            ...scheme.categories.map((k) => ({ value: k.id, text: p.say(k.name) })),
          ]}
          chosen={one(values, 'category')}
          error={problems['category']}
          errorWord={errorWord}
        />
        <TextArea
          name="intendedUse"
          label={labels.intendedUse}
          hint={hints.intendedUse}
          rows={4}
          value={one(values, 'intendedUse')}
          error={problems['intendedUse']}
          errorWord={errorWord}
        />
        <TextField
          name="page"
          label={`${labels.page}${optional}`}
          hint={hints.page}
          type="url"
          inputmode="url"
          spellcheck={false}
          value={one(values, 'page')}
          error={problems['page']}
          errorWord={errorWord}
        />
      </>
    )
  },
})
