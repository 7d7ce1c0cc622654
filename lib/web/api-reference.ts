import 'server-only'
import type { oas31 } from 'zod-openapi'
import { openApiDocument } from './openapi'
import { PROBLEM_KINDS } from './problem-kinds'

type Schema = oas31.SchemaObject | oas31.ReferenceObject

const SCHEMAS = '#/components/schemas/'

/** The OpenAPI document as a page shows it: plain rows, in the order of the document. */
export function apiReference() {
  const { info, paths = {}, components } = openApiDocument()
  return {
    description: info.description ?? '',
    operations: Object.entries(paths).flatMap(([path, item]) =>
      (['get', 'post'] as const).flatMap((method) => {
        const operation = item[method]
        return operation ? [operationView(method, path, operation)] : []
      }),
    ),
    schemas: Object.entries(components?.schemas ?? {}).map(([name, schema]) => ({
      name,
      description: schema.description ?? '',
      fields: fieldsOf(schema),
      type: typeOf(schema),
    })),
    problems: Object.entries(PROBLEM_KINDS).map(([kind, facts]) => ({ kind, ...facts })),
  }
}

function operationView(method: 'get' | 'post', path: string, operation: oas31.OperationObject) {
  const answer = contentOf(operation.responses?.['200'])[0]
  return {
    id: operation.operationId ?? path,
    method: method.toUpperCase(),
    path: `/api/v1${path}`,
    summary: operation.summary ?? '',
    description: operation.description ?? '',
    parameters: (operation.parameters ?? []).flatMap((parameter) =>
      'name' in parameter
        ? [
            {
              name: parameter.name,
              type: typeOf(parameter.schema ?? {}),
              isRequired: parameter.required === true,
              description: parameter.description ?? descriptionOf(parameter.schema),
            },
          ]
        : [],
    ),
    bodies: contentOf(operation.requestBody),
    answer: answer ?? null,
    statuses: Object.entries(operation.responses ?? {}).map(([status, response]) => ({
      status,
      description: 'description' in response ? (response.description ?? '') : '',
    })),
  }
}

function contentOf(holder: unknown) {
  const { content = {} } = (holder ?? {}) as { content?: Record<string, oas31.MediaTypeObject> }
  return Object.entries(content).map(([mediaType, { schema = {}, example }]) => ({
    mediaType,
    type: typeOf(schema),
    example: JSON.stringify(example, null, 2),
  }))
}

function fieldsOf(schema: Schema) {
  if (!('properties' in schema) || !schema.properties) return []
  const { properties, required = [] } = schema
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeOf(property),
    isRequired: required.includes(name),
    description: descriptionOf(property),
  }))
}

function descriptionOf(schema: Schema | undefined): string {
  return schema && 'description' in schema ? (schema.description ?? '') : ''
}

/** A schema in a word or two: "string", "list of Grant", "string or null". The names of schemas stay as they are. */
function typeOf(schema: Schema): string {
  if ('$ref' in schema && schema.$ref) return schema.$ref.replace(SCHEMAS, '')
  if (!('type' in schema || 'anyOf' in schema || 'enum' in schema || 'const' in schema)) return 'any'
  if (schema.const !== undefined) return `"${String(schema.const)}"`
  if (schema.enum) return schema.enum.map((value) => `"${String(value)}"`).join(' or ')
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' or ')
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
    return `map to ${typeOf(schema.additionalProperties)}`
  return schema.format ? `${String(schema.type)} (${schema.format})` : String(schema.type)
}
