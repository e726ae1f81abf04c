const catalogues = import.meta.glob<string>(["./de/*.ftl", "!./de/native.ftl", "!./de/mail.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(catalogues);
