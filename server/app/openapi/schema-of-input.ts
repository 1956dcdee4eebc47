import { z } from 'zod'
import type { JsonSchema } from './schema-of-shape.ts'

/** The JSON Schema of what a route takes. Fields also take their text form, which schemas do not repeat. */
export function schemaOfInput(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, MOMENT)
      // What is not known is ignored, not refused.
      delete jsonSchema.additionalProperties
      if (Array.isArray(jsonSchema.required)) jsonSchema.required = mandatory(zodSchema, jsonSchema.required)
    },
  }) as JsonSchema
  return described
}

const MOMENT = { type: ['string', 'number'], description: 'Unix seconds, or an ISO 8601 date.' }

// A field with a default is there afterwards, but need not be sent.
function mandatory(schema: z.core.$ZodType, required: string[]): string[] {
  const { shape } = schema._zod.def as { shape?: Record<string, z.ZodType> }
  return required.filter((key) => !shape?.[key]?.safeParse(undefined).success)
}
