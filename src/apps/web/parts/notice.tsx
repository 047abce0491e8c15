import type { Child } from 'hono/jsx'

/** A quiet aside on grey. `tone` wait: something to heed; done: something was saved. Never red: problems have the error summary. */
export const Notice = ({ tone, title, children }: { tone?: 'wait' | 'done'; title?: Child; children?: Child }) => (
  <div class={tone ? `note ${tone} flow` : 'note flow'} role={tone === 'done' ? 'status' : undefined}>
    {title !== undefined && <p class="strong">{title}</p>}
    {children}
  </div>
)

/** A word in a thin frame: 見本, 内部のみ, 法的に承認. */
export const Tag = ({ tone, children }: { tone?: 'accent' | 'wait' | 'ok' | 'off'; children?: Child }) => (
  <span class={tone ? `tag ${tone}` : 'tag'}>{children}</span>
)
