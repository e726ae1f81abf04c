/** What does not fit: elements whose content is wider than they are and neither scrolls nor is shortened on purpose, and
 * controls that stand beyond the window's edge. Names them, for a person to look at. */
export function overflows(): string[] {
  const wide = document.documentElement.clientWidth;
  return [...document.querySelectorAll<HTMLElement>("#app *, .menu *, .dialog *")].flatMap((element) => {
    const style = getComputedStyle(element);
    if (element.closest(".visually-hidden, svg, [hidden]") || style.display === "inline") return [];
    const box = element.getBoundingClientRect();
    if (box.width === 0) return [];
    const cut = element.scrollWidth > element.clientWidth + 1;
    const wanted = ["auto", "scroll"].includes(style.overflowX) || style.textOverflow === "ellipsis";
    const outside = (box.left < -1 || box.right > wide + 1) && element.matches("button, input, label, p");
    if (!(cut && !wanted) && !outside) return [];
    const name = `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}`;
    return [
      `${name} (${element.scrollWidth} > ${element.clientWidth}): ${element.textContent?.trim().slice(0, 40)}`,
    ];
  });
}
