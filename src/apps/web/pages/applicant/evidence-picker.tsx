import type { LibraryFile } from '../../../../casework/holder.ts'
import type { DeskContext } from '../../page.tsx'
import { EvidenceCard } from '../../parts/evidence-card.tsx'
import { Choices, FileField, type Problems } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { en, ja } from './criterion.texts.ts'
import { wordsOf } from './words.ts'

/** How many criteria cite a file, over all applications. */
export const usedIn = ({ uses }: Pick<LibraryFile, 'uses'>): number => new Set(uses.flatMap((use) => use.criteria)).size

/** Evidence from the library, by checkbox, and a field to add a file in place. */
export const EvidencePicker = ({
  p,
  files,
  chosen,
  problems,
}: {
  p: DeskContext<unknown>
  files: readonly LibraryFile[]
  chosen: readonly string[]
  problems: Problems
}) => {
  const t = { ja, en }[p.lang]
  const words = wordsOf(p)
  const error = problems['evidence']
  return (
    <>
      <fieldset
        class={error === undefined ? 'q' : 'q bad'}
        id="evidence"
        aria-describedby={error === undefined ? 'evidence-hint' : 'evidence-hint evidence-error'}
        tabindex={-1}
      >
        <legend>{t.evidence}</legend>
        <p class="hint" id="evidence-hint">
          {files.length === 0 ? t.noEvidence : t.evidenceHint}
        </p>
        {error !== undefined && (
          <p class="err" id="evidence-error">
            <span class="vh">{p.frame.errorPrefix}</span>
            {error}
          </p>
        )}
        {files.map((item) => {
          const { file, version } = item
          return (
            <EvidenceCard
              name={file.name}
              state={
                <Mark shape="disc" tone="ok">
                  {t.usable}
                </Mark>
              }
              facts={[words.shows[file.shows], t.version(version), words.size(file.size), t.used(usedIn(item))].join(
                '・',
              )}
              pick={{ field: 'evidence', value: file.digest, checked: chosen.includes(file.digest) }}
            />
          )
        })}
      </fieldset>
      <FileField
        name="file"
        label={`${t.file}${words.optional}`}
        hint={t.fileHint}
        error={problems['file']}
        errorWord={p.frame.errorPrefix}
      />
      <Choices
        kind="one"
        name="shows"
        label={t.shows}
        options={(['document', 'real-device'] as const).map((value) => ({ value, text: words.shows[value] }))}
        chosen={['document']}
        errorWord={p.frame.errorPrefix}
      />
    </>
  )
}
