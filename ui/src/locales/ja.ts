const catalogues = import.meta.glob<string>(["./ja/*.ftl", "!./ja/native.ftl", "!./ja/mail.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(catalogues);
