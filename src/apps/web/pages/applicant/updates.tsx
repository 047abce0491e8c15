import { readDate } from './date-form.ts'
import { defineTask } from './task-page.tsx'
import { UpdateFields, updateData, updateFieldNames, updateValues, writeUpdate } from './update-fields.tsx'
import { en, ja } from './updates.texts.ts'

/** How long and how the product is kept up to date, and how it is used safely. */
export const updatesTask = defineTask({
  task: 'updates',
  act: 'save-updates',
  texts: { ja, en },
  saved: ({ case: c }) => updateValues(c.product),
  data: updateData,
  compared: (form) => ({ ...form, supportUntil: readDate(form, 'supportUntil') }),
  fields: updateFieldNames,
  write: (p) => (field, value) => writeUpdate(p, field, value),
  body: (p, { values, problems }) => <UpdateFields p={p} values={values} problems={problems} />,
})
