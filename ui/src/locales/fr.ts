const catalogues = import.meta.glob<string>(["./fr/*.ftl", "!./fr/native.ftl", "!./fr/mail.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(catalogues);
