const catalogues = import.meta.glob<string>(["./ar/*.ftl", "!./ar/native.ftl", "!./ar/mail.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(catalogues);
