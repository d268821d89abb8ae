import type { Masked } from '../core/redact/kinds.ts';

/** What stands for what. */
export function MaskedList({ masked }: { readonly masked: readonly Masked[] }) {
  return (
    <ul class="masked">
      {masked.map(({ placeholder, original }) => (
        <li key={placeholder}>
          <code>{placeholder}</code> <bdi>{original}</bdi>
        </li>
      ))}
    </ul>
  );
}
