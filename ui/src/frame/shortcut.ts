const apple = typeof navigator !== "undefined" && /mac/iu.test(navigator.platform);

/** How a shortcut is written on this system. */
export function shortcut(key: string): string {
  return apple ? `⌘${key}` : `Ctrl ${key}`;
}
