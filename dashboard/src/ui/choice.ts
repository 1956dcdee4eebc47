export interface Choice<Value> {
  value: Value
  label: string
  hint?: string
}
