import { useEffect, useRef, useState } from 'preact/hooks';

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Props of a field whose text is saved when it is left, or by Enter where that makes no new line. What is typed stands on
 * its own: this page is drawn anew whenever a model's state changes, and `change` is not fired for a value that was set.
 */
export function useDraft(saved: string, save: (draft: string) => void) {
  const [draft, setDraft] = useState(saved);
  useEffect(() => setDraft(saved), [saved]);
  const unsaved = useRef(() => {});
  unsaved.current = () => {
    if (draft !== saved) save(draft);
  };
  // Whoever closes the page has left the field as well, and nothing says so.
  useEffect(() => {
    const leave = () => unsaved.current();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);
  const commit = ({ currentTarget }: { readonly currentTarget: Field }) => {
    if (currentTarget.value !== saved) save(currentTarget.value);
  };
  return {
    value: draft,
    onInput: ({ currentTarget }: { readonly currentTarget: Field }) =>
      setDraft(currentTarget.value),
    onBlur: commit,
    onKeyDown: (event: KeyboardEvent & { readonly currentTarget: Field }) => {
      if (event.key === 'Enter' && event.currentTarget instanceof HTMLInputElement) commit(event);
    },
  };
}
