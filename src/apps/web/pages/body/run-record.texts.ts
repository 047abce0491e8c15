export const ja = {
  title: (device: string) => `試験の記録：${device}`,
  back: '実機試験に戻る',
  lead: '証拠ファイルに記録された、申告・観測・判定・理由です。判定をやり直すには、実機試験のページで「再生する」を押してください。',
  gone: '証拠ファイルが保存されていないため、記録を読めません。',
  replaced: 'この試験は、あとの試験に置き換わりました。',
  level: 'このレベルで使う項目',
  report: { ja: '報告書（PDF、日本語）', en: '報告書（PDF、英語）' },
  evidence: '証拠ファイル',
  files: '持ち出せるもの',
}

export const en: typeof ja = {
  title: (device) => `Record of the test: ${device}`,
  back: 'Back to the device tests',
  lead: 'What was declared, seen, judged, and why, as it stands in the evidence file. To have it judged again, use “Judge again” on the page of the tests.',
  gone: 'The evidence file is not stored, so the record cannot be read.',
  replaced: 'A later test took the place of this one.',
  level: 'What this level uses',
  report: { ja: 'Report (PDF, Japanese)', en: 'Report (PDF, English)' },
  evidence: 'Evidence file',
  files: 'Files',
}
