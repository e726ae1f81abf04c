/** A language that nobody speaks: its words are longer by two fifths and its lines run from right to left, so that layouts
 * which hold in it hold in any. */
export function speakPseudo(root: HTMLElement): void {
  root.dir = "rtl";
  const written = new WeakMap<Node, string>();
  const rewrite = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.nodeValue ?? "";
      if (written.get(node) === text || node.parentElement?.closest("pre, code, time, kbd, style, script"))
        return;
      const longer = lengthened(text);
      written.set(node, longer);
      node.nodeValue = longer;
    } else for (const child of node.childNodes) rewrite(child);
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) for (const node of [target, ...addedNodes]) rewrite(node);
  }).observe(root, { subtree: true, childList: true, characterData: true });
  rewrite(root);
}

/** Vowels become two, with signs of other languages, so that words lengthen as translations do. */
export function lengthened(text: string): string {
  const twins: Record<string, string> = { a: "áà", e: "éè", i: "íì", o: "óò", u: "úù", y: "ýÿ" };
  return text.replaceAll(/[aeiouy]/gu, (vowel) => twins[vowel] ?? vowel);
}
