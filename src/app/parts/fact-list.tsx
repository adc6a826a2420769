interface FactListProps {
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** True for values that are names, the same in every language. */
  readonly hasNames?: boolean;
}

/** Names and values of a detail. */
export function FactList({ facts, hasNames = false }: FactListProps) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-muted">{name}</dt>
          <dd translate={hasNames ? "no" : undefined} className="tabular-nums wrap-anywhere">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
