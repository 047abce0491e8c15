import { one } from '../../page.tsx'
import { TextField } from '../../parts/form.tsx'
import { en, ja } from './contact.texts.ts'
import { defineTask } from './task-page.tsx'

/** Where people write to, with questions and with vulnerabilities. */
export const contactTask = defineTask({
  task: 'contact',
  act: 'save-contact',
  texts: { ja, en },
  saved: ({ case: c }, p) => ({
    contact: c.maker.contact ?? p.session.email,
    report: c.product.vulnerability?.contact ?? '',
    policy: c.product.vulnerability?.policyUrl ?? '',
  }),
  data: (form) => ({
    contact: one(form, 'contact'),
    vulnerability: { contact: one(form, 'report'), policyUrl: one(form, 'policy') },
  }),
  fields: { contact: 'contact', 'vulnerability.contact': 'report', 'vulnerability.policyUrl': 'policy' },
  body: (p, { values, problems }) =>
    (['contact', 'report', 'policy'] as const).map((name) => (
      <TextField
        name={name}
        label={p.t.labels[name]}
        hint={p.t.hints[name]}
        inputmode={name === 'policy' ? 'url' : 'email'}
        spellcheck={false}
        value={one(values, name)}
        error={problems[name]}
        errorWord={p.frame.errorPrefix}
      />
    )),
})
