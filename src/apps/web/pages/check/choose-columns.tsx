import type { Fault } from '../../../../core/kernel/fault.ts'
import { guessedColumns } from '../../../../core/procurement/lists/columns.ts'
import { faultSummary } from '../../../faults.ts'
import type { PageContext } from '../../page.tsx'
import { Acts } from '../../parts/button.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Title } from '../../parts/section.tsx'
import { en as checkEn, ja as checkJa } from './check.texts.ts'
import { en, ja } from './result.texts.ts'
import { AgainButton, again, Carried, ColumnsTable } from './result-form.tsx'
import type { OpenedList } from './taken-list.ts'
import type { Wish } from './wish.ts'

/** A list that can be read, but nobody knows which column is what: a person says so, and goes on. */
export function showChooseColumns(
  p: PageContext<unknown>,
  { wish, list, fault }: { wish: Wish; list: OpenedList; fault: Fault },
): Response {
  const t = { ja, en }[p.lang]
  const columns = guessedColumns(list.guess)
  return p.show(
    { title: `${p.frame.errorPrefix}${t.chooseColumns.title}`, current: '/check', noIndex: true, sentBy: again },
    <>
      <FaultNotice summary={faultSummary(fault, p.lang)} codeWord={{ ja: checkJa, en: checkEn }[p.lang].code} />
      <Title eyebrow={t.eyebrow} title={t.chooseColumns.title} lead={t.chooseColumns.lead} />
      <Carried p={p} wish={wish} list={list} columns={columns} chosen={new Map()} />
      <ColumnsTable p={p} list={list} columns={columns} />
      <div class="below">
        <Acts>
          <AgainButton look="first">{t.chooseColumns.button}</AgainButton>
          <AgainButton to={p.href('/check')}>{t.edit}</AgainButton>
        </Acts>
      </div>
    </>,
    422,
  )
}
