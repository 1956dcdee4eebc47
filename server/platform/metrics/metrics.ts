import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is measured about one process, in the text format of Prometheus. */
export interface Metrics {
  /** A number that only grows; end the name in `_total`. */
  counter<L extends string = never>(metric: Metric<L>): Counter<L>
  /** A number that goes up and down; with `collect` it is read whenever somebody asks. */
  gauge<L extends string = never>(metric: Metric<L> & { collect?: (gauge: Gauge<L>) => void | Promise<void> }): Gauge<L>
  /** A distribution; end the name in its unit, such as `_seconds`. */
  histogram<L extends string = never>(metric: Metric<L> & { buckets: number[] }): Histogram<L>
  /** All metrics as text, and the content type that goes with it. */
  render(): Promise<{ contentType: string; text: string }>
  /** Forgets all metrics and ends the process measurements. */
  close(): void
}

/** One metric: its name without the `porchlight_` prefix, a sentence, and the names of its labels (few values each). */
export interface Metric<L extends string> {
  name: string
  help: string
  labels?: readonly L[]
}

/** Creates a registry of its own with the usual measurements of a Node.js process in it. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const common = <L extends string>(metric: Metric<L>) => ({
    name: `porchlight_${metric.name}`,
    help: metric.help,
    labelNames: metric.labels ?? [],
    registers: [registry],
  })
  return {
    counter: (metric) => new Counter(common(metric)),
    gauge: (metric) => {
      const { collect } = metric
      const gauge: Gauge<NonNullable<typeof metric.labels>[number]> = new Gauge({
        ...common(metric),
        ...(collect ? { collect: () => collect(gauge) } : {}),
      })
      return gauge
    },
    histogram: (metric) => new Histogram({ ...common(metric), buckets: metric.buckets }),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    close: () => registry.clear(),
  }
}
