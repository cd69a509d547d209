import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Published = {
  answers: Record<string, Record<string, object>>;
  schemas: Record<string, object>;
};

const published = JSON.parse(
  readFileSync(join(import.meta.dirname, 'meta', 'openapi-answers.json'), 'utf8'),
) as Published;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'meta', components: { schemas: published.schemas }, answers: published.answers });

/** The routes whose answers the OpenAPI file describes, as `POST /{Phone-Number-ID}/messages`. */
export const describedRoutes: readonly string[] = Object.keys(published.answers);

/**
 * What in an answer is not as the OpenAPI file has it: one line per difference, none when it fits. A status the
 * file does not list is judged by the shape of its errors.
 */
export function differencesFrom(route: string, status: number, body: unknown): string[] {
  const answers = published.answers[route];
  if (!answers) throw new RangeError(`The OpenAPI file does not describe ${route}.`);
  const check = answers[String(status)]
    ? validator(`meta#/answers/${encode(route)}/${status}`)
    : status === 200
      ? null
      : validator('meta#/components/schemas/GraphAPIError');
  if (!check) return [`${route} has no answer ${status}`];
  if (check(body)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function validator(ref: string): ValidateFunction {
  return ajv.getSchema(ref) ?? ajv.compile({ $ref: ref });
}

/** A JSON pointer inside a URI fragment. */
function encode(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
