import { type Argument, type Expression, parseSync, Visitor } from 'oxc-parser';

/** `value` is bundled, `type` is gone after the compiler, `url` is only named: a worker's entry, an image. */
export type Kind = 'value' | 'type' | 'url';

/** Another module, as a file names it; `null` where only running the file would tell which. */
export type Named = { readonly specifier: string | null; readonly kind: Kind };

export type SourceFile = { readonly path: string; readonly source: string };

/** Everything that a script, a page or a style sheet says about other files. */
export function namedModules({ path, source }: SourceFile): Named[] {
  if (path.endsWith('.html')) return matches(source, /\b(?:src|href)\s*=\s*["']([^"']+)["']/g);
  if (path.endsWith('.css')) return matches(source, /@import\s+(?:url\()?\s*["']?([^"')\s;]+)/g);
  return namedByScript(path, source);
}

function matches(source: string, pattern: RegExp): Named[] {
  const found = [...source.matchAll(pattern)].map(([, specifier = '']) => specifier);
  const local = found.filter((specifier) => !/^(?:[a-z]+:|#|\/\/)/.test(specifier));
  return local.map((specifier) => ({ specifier: asRelative(specifier), kind: 'value' }));
}

/** In markup `popup.tsx` is a path; in a script it would be a package. */
function asRelative(specifier: string): string {
  return /^[./]/.test(specifier) ? specifier : `./${specifier}`;
}

function namedByScript(path: string, source: string): Named[] {
  const { program, errors } = parseSync(path, source);
  if (errors[0]) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const named: Named[] = [];
  const add = (specifier: string | null, kind: Kind) => named.push({ specifier, kind });
  // Only `import type { X }` vanishes: `import { type X }` leaves `import {}` behind.
  const addDeclared = (
    source: { value: string } | null,
    kind: 'value' | 'type' | null | undefined,
  ) => source && add(source.value, kind ?? 'value');
  new Visitor({
    ImportDeclaration: (node) => addDeclared(node.source, node.importKind),
    ExportNamedDeclaration: (node) => addDeclared(node.source, node.exportKind),
    ExportAllDeclaration: (node) => addDeclared(node.source, node.exportKind),
    TSImportType: (node) => addDeclared(node.source, 'type'),
    ImportExpression: (node) => add(literal(node.source), 'value'),
    NewExpression: ({ callee, arguments: [first, base] }) => {
      if (isName(callee, 'URL') && base && isImportMeta(base, 'url')) add(literal(first), 'url');
    },
    CallExpression: ({ callee }) => {
      if (isImportMeta(callee, 'glob')) add(null, 'value');
    },
  }).visit(program);
  return named;
}

function literal(node: Argument | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return null;
  return node.quasis[0]?.value.cooked ?? null;
}

function isName(node: Expression, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** `import.meta.<property>` */
function isImportMeta(node: Argument, property: string): boolean {
  if (node.type !== 'MemberExpression' || node.computed) return false;
  return node.object.type === 'MetaProperty' && node.property.name === property;
}
