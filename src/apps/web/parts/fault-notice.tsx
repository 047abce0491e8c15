import type { FaultSummary } from '../../faults.ts'

/** A refusal in words: what happened, why, what to do next; the code small and searchable. */
export const FaultNotice = ({ summary, codeWord }: { summary: FaultSummary; codeWord: string }) => (
  <div class="errs flow" tabindex={-1} autofocus role="alert">
    <h2>{summary.what}</h2>
    <p>{summary.why}</p>
    <p>{summary.next}</p>
    <p class="sm mut">
      {codeWord} <span class="mono">{summary.code}</span>
    </p>
  </div>
)
