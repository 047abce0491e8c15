import { noteLimit } from '../../../../core/procurement/sheet/note.ts'
import type { PageContext } from '../../page.tsx'
import { AgainButton, again } from '../check/result-form.tsx'
import { en, ja } from './keep-record.texts.ts'

/** Beside an answer: its record sheet, and being told when a label of it changes. Both send the list again. */
export const KeepRecord = ({ p, watchable }: { p: PageContext<unknown>; watchable: boolean }) => {
  const t = { ja, en }[p.lang]
  return (
    <section class="check-part no-print" aria-labelledby="keep-title">
      <h2 id="keep-title">{t.title}</h2>
      <div class="watch-keep">
        <div>
          <p class="sm">{t.sheetWhat}</p>
          <p class="q">
            <label for="note">{t.note}</label>
            <input id="note" name="note" type="text" form={again} maxlength={noteLimit} autocomplete="off" />
            <span class="hint">{t.noteHint}</span>
          </p>
          <AgainButton to={p.href('/check/sheet')}>{t.sheet}</AgainButton>
        </div>
        {watchable && (
          <div>
            <p class="sm">{t.watchWhat}</p>
            <AgainButton to={p.href('/check/watch')}>{t.watch}</AgainButton>
          </div>
        )}
      </div>
    </section>
  )
}
