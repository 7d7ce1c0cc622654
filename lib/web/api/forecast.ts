import { forecastToWire } from '@/lib/domain/forecast/forecast-wire'
import { verdictWords } from '@/lib/domain/forecast/verdict-words'
import type { ForecastView } from '@/lib/domain/forecast/views'
import { chooseLocale } from '@/lib/domain/format/locales'
import { getForecast } from '@/lib/usecases/forecast/get-forecast'
import { apiRoute, reading } from '../api-route'
import { translatorOf } from '../catalogues'
import type { ApiRequest } from './request'

export const forecastRoute = apiRoute({ GET: reading(getForecast, inWords, { vary: 'accept-language' }) })

/** With the home page's own sentence, in the language that the caller prefers. */
function inWords(view: ForecastView, headers: ApiRequest['headers']) {
  const locale = chooseLocale(null, headers.get('accept-language'))
  return forecastToWire(view, verdictWords(view.verdict, locale, translatorOf(locale)))
}
