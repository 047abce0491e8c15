import { one } from '../../page.tsx'
import { Choices, TextField } from '../../parts/form.tsx'
import { en, ja } from './organisation.texts.ts'
import { defineTask } from './task-page.tsx'
import { wordsOf } from './words.ts'

const roles = ['manufacturer', 'importer', 'proxy'] as const

/** The organisation, filled in from the account: to be confirmed or corrected. */
export const organisationTask = defineTask({
  task: 'organisation',
  act: 'save-organisation',
  texts: { ja, en },
  saved: ({ case: c }, p) => ({
    name: c.maker.name?.ja ?? p.session.organisations.find((o) => o.id === c.organisation)?.name ?? '',
    nameEn: c.maker.name?.en ?? '',
    corporateNumber: c.maker.corporateNumber ?? '',
    role: c.maker.role ?? '',
    address: c.maker.address ?? '',
  }),
  data: (form) => ({
    name: { ja: one(form, 'name'), en: one(form, 'nameEn') },
    corporateNumber: one(form, 'corporateNumber'),
    role: one(form, 'role') || undefined,
    address: one(form, 'address'),
  }),
  fields: {
    'name.ja': 'name',
    'name.en': 'nameEn',
    corporateNumber: 'corporateNumber',
    role: 'role',
    address: 'address',
  },
  write: (p) => (field, value) =>
    field === 'role' ? (p.t.roles[value as keyof typeof p.t.roles]?.text ?? value) : value,
  body: (p, { values, problems }) => {
    const { labels, hints } = p.t
    const { optional } = wordsOf(p)
    const errorWord = p.frame.errorPrefix
    return (
      <>
        <TextField
          name="name"
          label={labels.name}
          hint={hints.name}
          autocomplete="organization"
          value={one(values, 'name')}
          error={problems['name']}
          errorWord={errorWord}
        />
        <Choices
          kind="one"
          name="role"
          label={labels.role}
          hint={hints.role}
          options={roles.map((value) => ({ value, ...p.t.roles[value] }))}
          chosen={[one(values, 'role')]}
          error={problems['role']}
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
        <TextField
          name="corporateNumber"
          label={`${labels.corporateNumber}${optional}`}
          hint={hints.corporateNumber}
          width="middle"
          inputmode="numeric"
          value={one(values, 'corporateNumber')}
          error={problems['corporateNumber']}
          errorWord={errorWord}
        />
        <TextField
          name="address"
          label={`${labels.address}${optional}`}
          autocomplete="street-address"
          value={one(values, 'address')}
          error={problems['address']}
          errorWord={errorWord}
        />
      </>
    )
  },
})
