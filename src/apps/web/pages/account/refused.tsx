import type { AccountFault } from '../../../../casework/account-faults.ts'
import { faultSummary } from '../../../faults.ts'
import type { PageContext } from '../../page.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { ErrorSummary, type Problems } from '../../parts/form.tsx'

const fieldOf: Partial<Record<AccountFault['code'], string>> = {
  'email-malformed': 'email',
  'code-not-accepted': 'code',
  'organisation-name-missing': 'organisation',
  'organisation-name-unfit': 'organisation',
  'corporate-number-malformed': 'corporateNumber',
  'name-missing': 'name',
  'name-unfit': 'name',
  'member-role-missing': 'roles',
  'role-not-for-this-organisation': 'roles',
  'already-member': 'email',
}

/** What to write at the fields of a form that was refused. */
export function problemsOf(p: PageContext<unknown>, fault: AccountFault | undefined): Problems {
  const field = fault && fieldOf[fault.code]
  return fault && field ? { [field]: faultSummary(fault, p.lang).what } : {}
}

/** The refusal at the head of a form: leads to its field where there is one, and says what to do next. */
export const Refused = ({ p, fault }: { p: PageContext<unknown>; fault: AccountFault | undefined }) => {
  if (fault === undefined) return null
  const summary = faultSummary(fault, p.lang)
  const problems = problemsOf(p, fault)
  if (Object.keys(problems).length === 0) return <FaultNotice summary={summary} codeWord={p.frame.faultCode} />
  return (
    <ErrorSummary title={p.frame.problems(1)} problems={problems}>
      <p>{summary.why}</p>
      <p>{summary.next}</p>
    </ErrorSummary>
  )
}
