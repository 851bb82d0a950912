import { formatDate, formatTime } from '../../../shared/language/format/locale.format.ts';

const common = [
  'en-US',
  'en-GB',
  'en-AU',
  'en-CA',
  'en-IE',
  'en-IN',
  'en-NZ',
  'en-ZA',
  'ar-EG',
  'cs-CZ',
  'da-DK',
  'de-AT',
  'de-CH',
  'de-DE',
  'el-GR',
  'es-ES',
  'es-MX',
  'fa-IR',
  'fi-FI',
  'fr-CA',
  'fr-CH',
  'fr-FR',
  'he-IL',
  'hi-IN',
  'hu-HU',
  'id-ID',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ro-RO',
  'ru-RU',
  'sv-SE',
  'th-TH',
  'tr-TR',
  'uk-UA',
  'vi-VN',
  'zh-CN',
];

/** Returns the locales to choose from: the browser's first, then the chosen one and the common ones. */
export function localesToChoose(ofBrowser: readonly string[], chosen: string): string[] {
  return [...new Set([...ofBrowser, ...(common.includes(chosen) ? [] : [chosen]), ...common])];
}

/** Returns the locale's name, such as `German (Germany)`. */
export function localeName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(locale) ?? locale;
}

/** Shows how a date and a time are written in the locale. */
export function sampleOf(locale: string, date: string): string {
  return `${formatDate(date, 'date', locale)}, ${formatTime('16:00', locale)}`;
}
