import { type Field, fields, fieldText } from '../../../../core/procurement/lists/fields.ts'
import type { PageContext } from '../../page.tsx'
import { Hidden } from '../../parts/form.tsx'
import { Table } from '../../parts/table.tsx'
import { en, ja } from './result.texts.ts'
import { type OpenedList, writeCarried } from './taken-list.ts'
import { dayFields, type Wish, writeChosen } from './wish.ts'

/** The form that carries everything along; buttons and fields anywhere on the page belong to it by its name. */
export const again = 'again'

const mostColumns = 40

/** What every next step sends again: the list, how it is read, by what it is judged. Nothing of it is kept on the server. */
export const Carried = ({
  p,
  wish,
  list,
  columns,
  chosen,
}: {
  p: PageContext<unknown>
  wish: Wish
  list: OpenedList
  columns: Readonly<Partial<Record<Field, number>>>
  chosen: ReadonlyMap<number, string>
}) => (
  <form id={again} method="post" action={p.href('/check/result')} enctype="multipart/form-data" class="no-print">
    <Hidden name="policy" value={wish.policy} />
    {dayFields.map((name) => (
      <Hidden name={name} value={wish.days[name]} />
    ))}
    <Hidden name="carried" value={writeCarried(list)} />
    {chosen.size > 0 && <Hidden name="chosen" value={writeChosen(chosen)} />}
    {Object.entries(columns).map(
      ([field, index]) => index >= mostColumns && <Hidden name={`column-${index}`} value={field} />,
    )}
  </form>
)

/** Sends the form of the page once more, to do something else with it. */
export const AgainButton = ({
  children,
  name,
  value,
  to,
  look = 'second',
}: {
  children: string
  name?: string
  value?: string
  to?: string
  look?: 'first' | 'second'
}) => (
  <button
    class={look === 'first' ? 'btn' : 'btn second'}
    type="submit"
    form={again}
    name={name}
    value={value}
    formaction={to}
  >
    {children}
  </button>
)

/** Every column with what it was taken for, to be put right. */
export const ColumnsTable = ({
  p,
  list,
  columns,
}: {
  p: PageContext<unknown>
  list: OpenedList
  columns: Readonly<Partial<Record<Field, number>>>
}) => {
  const t = { ja, en }[p.lang].columns
  const { guess } = list
  const fieldAt = (index: number) => fields.find((field) => columns[field] === index)
  const rowOfHeadings = guess.headingRow
  const first = list.rows[0]?.row
  return (
    <>
      <Table
        caption={t.caption}
        rows={guess.columns.slice(0, mostColumns)}
        columns={[
          {
            head: t.column,
            rowHead: true,
            cell: ({ index, heading }) =>
              heading === undefined ? `${index + 1}` : `${index + 1}　${heading.slice(0, 40)}`,
          },
          {
            head: t.examples,
            label: t.examples,
            cell: ({ examples }) => (
              <span class="cell">
                {examples.map((one) => one.slice(0, 30)).join(p.lang === 'ja' ? '、' : ', ') || '–'}
              </span>
            ),
          },
          {
            head: t.meaning,
            label: t.meaning,
            cell: ({ index, field, sure }) => (
              <>
                <select
                  class="narrow"
                  form={again}
                  name={`column-${index}`}
                  aria-label={`${t.column} ${index + 1}: ${t.meaning}`}
                >
                  <option value="">{t.unused}</option>
                  {fields
                    .filter((one) => one !== 'chosen')
                    .map((one) => (
                      <option value={one} selected={fieldAt(index) === one}>
                        {fieldText[one][p.lang]}
                      </option>
                    ))}
                </select>
                {field !== undefined && field === fieldAt(index) && (
                  <span class="sm mut">{t.sure[sure ?? 'sure']}</span>
                )}
              </>
            ),
          },
        ]}
      />
      <p class="q">
        <label for="headings">{t.headings}</label>
        <select class="narrow block" id="headings" name="headings" form={again}>
          <option value="none" selected={rowOfHeadings === undefined}>
            {t.noHeadings}
          </option>
          {(rowOfHeadings ?? first) !== undefined && (
            <option value={rowOfHeadings ?? first} selected={rowOfHeadings !== undefined}>
              {t.headingRow((rowOfHeadings ?? first)!)}
            </option>
          )}
        </select>
      </p>
    </>
  )
}
