/** https://wicg.github.io/savedata/, which the standard types do not know. */
interface Navigator {
  readonly connection?: { readonly saveData: boolean };
}
