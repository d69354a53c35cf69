// What axe finds by these rules, and of the contrast of each kind of text that is not known to be sound.
// Contrast takes twice as long as all the rest. It is a matter of colours: texts of one colour, size and weight over the
// same grounds are one kind, on whatever page they are. A kind is told once axe has passed one text of it, or has said that
// what is drawn under it cannot be measured; what axe does not look at (out of sight, disabled) is a kind apart.
async ([rules, known]) => {
  const tiny = (element) => Math.min(element.offsetWidth, element.offsetHeight) < 2;
  const grounds = new Map([[null, ""]]);
  const ground = (element) => {
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, position, filter } = getComputedStyle(element);
      const drawn = ["::before", "::after"].map((part) => getComputedStyle(element, part).content !== "none");
      const clipped = position === "absolute" && tiny(element) ? " aside " : "";
      const own = [backgroundColor, backgroundImage, opacity, position, filter, ...drawn].join(" ") + clipped;
      const plain = own === "rgba(0, 0, 0, 0) none 1 static none false false";
      grounds.set(element, ground(element.parentElement) + (plain ? "" : ` < ${own}`));
    }
    return grounds.get(element);
  };
  const says = (element) =>
    element.matches("input:not([type=checkbox], [type=radio]), select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const aside = (element) => {
    const { right, bottom } = element.getBoundingClientRect();
    return tiny(element) || right <= 0 || bottom + scrollY <= 0 || element.matches(":disabled");
  };
  const kind = (element) => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    return [color, fontSize, fontWeight, textShadow, aside(element) ? "aside" : "", ground(element)].join(" ");
  };
  const sound = new Set(known);
  const said = [...document.body.querySelectorAll("*")].filter((element) => says(element) && element.checkVisibility());
  const kinds = new Map(said.map((element) => [element, kind(element)]).filter(([, kind]) => !sound.has(kind)));
  const without = { ...rules, rules: { "color-contrast": { enabled: false } } };
  const { violations, url } = await axe.run(document, without);
  if (!kinds.size) return { violations, url, texts: [] };
  const contrast = { runOnly: ["color-contrast"], resultTypes: ["violations", "incomplete", "passes"], elementRef: true };
  const judged = await axe.run({ include: [...kinds.keys()] }, contrast);
  const nodes = (group) => judged[group].flatMap((rule) => rule.nodes);
  const unmeasured = ({ any }) => any.some(({ data }) => ["bgImage", "bgGradient", "pseudoContent"].includes(data?.messageKey));
  const told = [...nodes("passes"), ...nodes("incomplete").filter(unmeasured)].map(({ element }) => kinds.get(element));
  const apart = [...kinds.values()].filter((kind) => kind.includes(" aside "));
  const pale = judged.violations.map((rule) => ({ ...rule, nodes: rule.nodes.map(({ element, ...node }) => node) }));
  return { violations: [...violations, ...pale], url, texts: [...new Set([...told, ...apart])].filter(Boolean) };
};
